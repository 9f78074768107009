import { describe, expect, it } from 'vitest';
import { ActiveTimer } from './active-timer';

describe('ActiveTimer', () => {
  it('counts only while it runs, on top of the time already spent', () => {
    let now = 0;
    const timer = new ActiveTimer(60, { now: () => now });

    timer.resume();
    now = 5_000;
    timer.pause();
    now = 65_000;
    timer.resume();
    now = 66_900;

    expect(timer.seconds).toBe(66);
  });

  it('takes no time away when the clock is set back', () => {
    let now = 100_000;
    const timer = new ActiveTimer(10, { now: () => now });
    timer.resume();

    now = 0;

    expect(timer.seconds).toBe(10);
  });
});
