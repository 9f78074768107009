import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Delayed } from './delayed';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('does only the newest, after a pause', () => {
  const done: string[] = [];
  const delayed = new Delayed(500);
  delayed.later(() => done.push('first'));
  vi.advanceTimersByTime(400);
  delayed.later(() => done.push('second'));

  vi.advanceTimersByTime(499);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['second']);
});

it('is done at once by who leaves, and only once', () => {
  const done: string[] = [];
  const delayed = new Delayed(500);
  delayed.later(() => done.push('it'));

  delayed.now();
  delayed.now();
  vi.advanceTimersByTime(1_000);

  expect(done).toEqual(['it']);
});
