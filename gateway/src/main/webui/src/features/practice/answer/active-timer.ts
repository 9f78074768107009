import type { Clock } from '@/lib/clock';

/** Counts the seconds that a candidate had the attempt before them; a hidden tab doesn't count. */
export class ActiveTimer {
  private runningSince: number | null = null;
  private countedMillis: number;

  constructor(
    alreadySeconds: number,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.countedMillis = alreadySeconds * 1000;
  }

  get running(): boolean {
    return this.runningSince !== null;
  }

  get seconds(): number {
    return Math.floor((this.countedMillis + this.sinceResume()) / 1000);
  }

  resume(): void {
    this.runningSince ??= this.clock.now();
  }

  pause(): void {
    this.countedMillis += this.sinceResume();
    this.runningSince = null;
  }

  private sinceResume(): number {
    // A clock set back must not take time away.
    return this.runningSince === null ? 0 : Math.max(0, this.clock.now() - this.runningSince);
  }
}
