import { describe, expect, it } from 'vitest';
import type { Clock } from '@/lib/clock';
import { Player } from './player';

/** A clock that moves only when told. */
class HeldClock implements Clock {
  private time = 1_000_000;
  private due: { at: number; run: () => void }[] = [];

  now() {
    return this.time;
  }

  after(millis: number, run: () => void) {
    const timer = { at: this.time + millis, run };
    this.due.push(timer);
    return () => {
      this.due = this.due.filter((other) => other !== timer);
    };
  }

  pass(millis: number) {
    const end = this.time + millis;
    for (;;) {
      const next = this.due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }
      this.due = this.due.filter((other) => other !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  /** The machine was busy: time passed, and nothing ran. */
  jump(millis: number) {
    this.time += millis;
  }

  get waiting() {
    return this.due.length;
  }
}

describe('a player', () => {
  it('plays at its speed, and stands where it was paused', () => {
    const clock = new HeldClock();
    const player = new Player(60_000, clock);
    player.play();
    clock.pass(3_000);
    player.setSpeed(4);
    clock.pass(2_000);
    player.pause();
    expect(player.state()).toEqual({ at: 11_000, playing: false, speed: 4 });
    clock.pass(5_000);
    expect(player.state().at).toBe(11_000);
    expect(clock.waiting).toBe(0);
  });

  it('loses no time when nothing could run for a while', () => {
    const clock = new HeldClock();
    const player = new Player(60_000, clock);
    player.play();
    clock.jump(9_940);
    clock.pass(60);
    expect(player.state().at).toBeGreaterThan(9_900);
  });

  it('stops at the end, and begins anew from there', () => {
    const clock = new HeldClock();
    const player = new Player(1_000, clock);
    player.play();
    clock.pass(1_500);
    expect(player.state()).toEqual({ at: 1_000, playing: false, speed: 1 });
    expect(clock.waiting).toBe(0);
    player.play();
    clock.pass(120);
    expect(player.state().at).toBe(120);
  });

  it('goes where it is sent, within the tape, also while it plays', () => {
    const clock = new HeldClock();
    const player = new Player(10_000, clock);
    player.seek(99_000);
    expect(player.state().at).toBe(10_000);
    player.seek(-5);
    player.play();
    clock.pass(1_020);
    player.skip(5_000);
    clock.pass(600);
    expect(player.state().at).toBe(6_620);
    player.skip(-50_000);
    expect(player.state().at).toBe(0);
  });

  it('changes its speed step by step', () => {
    const player = new Player(10_000, new HeldClock());
    player.shift(-1);
    expect(player.state().speed).toBe(1);
    [1, 1, 1, 1, 1].forEach(() => player.shift(1));
    expect(player.state().speed).toBe(16);
  });
});
