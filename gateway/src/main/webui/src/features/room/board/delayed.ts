/** One thing to be done after a pause. A newer one takes its place, and who leaves does it at once. */
export class Delayed {
  private run: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly millis: number) {}

  later(run: () => void): void {
    this.cancel();
    this.run = run;
    this.timer = setTimeout(() => this.now(), this.millis);
  }

  /** Does what is waiting, if anything is. */
  now(): void {
    const run = this.run;
    this.cancel();
    run?.();
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.run = null;
  }
}
