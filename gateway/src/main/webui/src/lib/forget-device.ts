/** How the page looks says nothing of anybody. */
const kept = 'greenroom.color-scheme';

/** Removes from this device what the reader wrote and picked here. */
export function forgetDevice(): void {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith('greenroom.') && key !== kept)
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // A forbidden store holds nothing.
  }
}
