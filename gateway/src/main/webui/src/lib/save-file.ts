/** Lets the browser save that under that name, as if it had been downloaded. */
export function saveFile(name: string, content: string | Blob): void {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers take the content later, and a long one takes its time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
