import type { Clock } from '@/lib/clock';

export const speeds = [1, 2, 4, 8, 16] as const;
export type Speed = (typeof speeds)[number];

export interface PlayerState {
  /** Where the tape stands, in milliseconds. */
  at: number;
  playing: boolean;
  speed: Speed;
}

/** How often what is shown moves on. */
const tickMillis = 60;

/** Moves along a tape at a speed. Where it stands follows from the clock, so that a slow page loses no time. */
export class Player {
  private current: PlayerState = { at: 0, playing: false, speed: 1 };
  /** Where it stood, and when, since it last ran evenly. */
  private from = { at: 0, now: 0 };
  private cancel: (() => void) | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly length: number,
    private readonly clock: Clock,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): PlayerState => this.current;

  play(): void {
    if (this.current.playing) {
      return;
    }
    // At the end there is nothing left: from the start again.
    const at = this.current.at >= this.length ? 0 : this.current.at;
    this.show({ at, playing: true });
    this.anchor();
    this.tick();
  }

  pause(): void {
    if (this.current.playing) {
      this.stop();
      this.show({ at: this.reached(), playing: false });
    }
  }

  toggle(): void {
    if (this.current.playing) {
      this.pause();
    } else {
      this.play();
    }
  }

  seek(at: number): void {
    this.show({ at: Math.max(0, Math.min(this.length, at)) });
    this.anchor();
  }

  /** Forwards or, with a number below zero, backwards. */
  skip(by: number): void {
    this.seek((this.current.playing ? this.reached() : this.current.at) + by);
  }

  setSpeed(speed: Speed): void {
    const at = this.current.playing ? this.reached() : this.current.at;
    this.show({ at, speed });
    this.anchor();
  }

  /** One step faster or slower; at an end it stays. */
  shift(by: 1 | -1): void {
    const next = speeds[speeds.indexOf(this.current.speed) + by];
    if (next) {
      this.setSpeed(next);
    }
  }

  /** Stops the clock for good. */
  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private reached(): number {
    const passed = (this.clock.now() - this.from.now) * this.current.speed;
    return Math.min(this.length, this.from.at + Math.max(0, passed));
  }

  private anchor(): void {
    this.from = { at: this.current.at, now: this.clock.now() };
  }

  private tick(): void {
    this.cancel = this.clock.after(tickMillis, () => {
      const at = this.reached();
      if (at >= this.length) {
        this.cancel = null;
        this.show({ at: this.length, playing: false });
      } else {
        this.show({ at });
        this.tick();
      }
    });
  }

  private show(change: Partial<PlayerState>): void {
    this.current = { ...this.current, ...change };
    this.listeners.forEach((listener) => listener());
  }
}
