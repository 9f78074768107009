/** What a run may tell the room at most, both streams together; the protocol allows 20 kB. */
const longest = 16_000;

/** Collects what a program prints, up to a bound. */
export class BoundedOutput {
  stdout = '';
  stderr = '';
  private left = longest;
  private cut = false;

  print(stream: 'stdout' | 'stderr', line: string): void {
    const text = `${line}\n`;
    const bytes = text.length <= this.left ? new TextEncoder().encode(text).length : Infinity;
    if (bytes <= this.left) {
      this[stream] += text;
      this.left -= bytes;
    } else if (!this.cut) {
      this.cut = true;
      // As much of it as surely fits: a character takes three bytes at most for each of its units.
      this[stream] += `${text.slice(0, Math.floor(this.left / 3))}\n… the rest is not shown\n`;
      this.left = 0;
    }
  }

  /** Always has its place: without it nobody knows why it ended. */
  fail(why: string): void {
    this.stderr += why.slice(-3_000);
  }
}
