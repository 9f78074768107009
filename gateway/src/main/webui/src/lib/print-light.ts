/** Paper is white: whatever a page looks like on the screen, it is printed in the light scheme. */
export function printInLight(root: HTMLElement, host: Window): void {
  let scheme: string | undefined;
  host.addEventListener('beforeprint', () => {
    scheme ??= root.dataset.mantineColorScheme;
    root.dataset.mantineColorScheme = 'light';
  });
  host.addEventListener('afterprint', () => {
    if (scheme !== undefined) {
      root.dataset.mantineColorScheme = scheme;
      scheme = undefined;
    }
  });
}
