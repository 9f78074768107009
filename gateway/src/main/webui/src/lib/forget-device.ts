/** How the page looks says nothing of anybody. */
const kept = 'greenroom.color-scheme';

/** Removes from this device what the reader wrote and picked here. */
export function forgetDevice(): void {
  forget(() => localStorage);
  forget(() => sessionStorage);
}

function forget(store: () => Storage): void {
  try {
    const held = store();
    Object.keys(held)
      .filter((key) => key.startsWith('greenroom.') && key !== kept)
      .forEach((key) => held.removeItem(key));
  } catch {
    // A forbidden store holds nothing.
  }
}
