/** Brings an element of this page into view and gives it the focus, for mouse and keyboard alike. */
export function goTo(elementId: string): void {
  const element = document.getElementById(elementId);
  if (!element) {
    return;
  }
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'center' });
}
