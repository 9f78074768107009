import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttemptState } from '@/lib/api/types';
import { AttemptWatch, type EventStream } from './attempt-watch';
import { systemClock } from '@/lib/clock';

class FakeStream implements EventStream {
  onerror: ((event: Event) => void) | null = null;
  closed = false;
  private listener: ((event: MessageEvent<string>) => void) | undefined;

  addEventListener(_type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listener = listener;
  }

  close(): void {
    this.closed = true;
  }

  send(state: AttemptState): void {
    this.listener?.(new MessageEvent('state', { data: JSON.stringify({ state }) }));
  }

  fail(): void {
    this.onerror?.(new Event('error'));
  }
}

function aWatch(read: () => Promise<AttemptState> = () => Promise.resolve('SUBMITTED')) {
  const stream = new FakeStream();
  const states: AttemptState[] = [];
  const watch = new AttemptWatch({
    open: () => stream,
    read,
    onState: (state) => states.push(state),
    clock: systemClock,
  });
  watch.start();
  return { watch, stream, states };
}

describe('AttemptWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reports each state and closes the stream after a final one', () => {
    const { stream, states } = aWatch();

    stream.send('SUBMITTED');
    stream.send('GRADED');

    expect(states).toEqual(['SUBMITTED', 'GRADED']);
    expect(stream.closed).toBe(true);
  });

  it('keeps the stream open while a person reviews', () => {
    const { stream } = aWatch();

    stream.send('IN_REVIEW');

    expect(stream.closed).toBe(false);
  });

  it('asks instead when the stream keeps breaking', async () => {
    let state: AttemptState = 'SUBMITTED';
    const { stream, states } = aWatch(() => Promise.resolve(state));

    stream.fail();
    stream.fail();
    stream.fail();
    await vi.advanceTimersByTimeAsync(2_000);
    state = 'GRADED';
    await vi.advanceTimersByTimeAsync(2_000);

    expect(stream.closed).toBe(true);
    expect(states.at(-1)).toBe('GRADED');
  });

  it('goes on asking when an answer cannot be had', async () => {
    let reachable = false;
    const { stream, states } = aWatch(() =>
      reachable ? Promise.resolve('GRADED') : Promise.reject(new Error('down')),
    );
    stream.fail();
    stream.fail();
    stream.fail();
    await vi.advanceTimersByTimeAsync(10_000);
    reachable = true;

    await vi.advanceTimersByTimeAsync(2_000);

    expect(states).toEqual(['GRADED']);
  });

  it('is silent once stopped', async () => {
    const { watch, stream, states } = aWatch(() => Promise.resolve('GRADED'));

    watch.stop();
    stream.send('GRADED');
    await vi.advanceTimersByTimeAsync(60_000);

    expect(states).toEqual([]);
  });
});
