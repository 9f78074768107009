/** How many measurements are looked at; the one with the shortest way is believed. */
const samples = 8;

/**
 * The server's time, reckoned from a clock that only runs forward: somebody who sets the computer's
 * clock, or a computer that wakes up, moves no timer.
 */
export class ServerClock {
  private measured: { ahead: number; doubt: number }[] = [];

  constructor(private readonly steady: () => number) {}

  /**
   * The server said this on its own account, with a new connection; how old it was is unknown. What was measured
   * before counts no more: the steady clock stands still while a computer sleeps.
   */
  told(serverTime: string): void {
    this.measured = [];
    this.add(serverTime, this.steady(), 1_000);
  }

  /** The server answered a question that was asked at this moment of the steady clock. */
  answered(askedAt: number, serverTime: string): void {
    const now = this.steady();
    const way = now - askedAt;
    if (way >= 0) {
      this.add(serverTime, askedAt + way / 2, way / 2);
    }
  }

  /** Milliseconds since 1970, as the server counts them. */
  now(): number {
    const best = this.measured.reduce<{ ahead: number; doubt: number } | undefined>(
      (least, sample) => (least && least.doubt <= sample.doubt ? least : sample),
      undefined,
    );
    return best ? this.steady() + best.ahead : Date.now();
  }

  private add(serverTime: string, at: number, doubt: number): void {
    const time = Date.parse(serverTime);
    if (!Number.isNaN(time)) {
      this.measured = [...this.measured, { ahead: time - at, doubt }].slice(-samples);
    }
  }
}
