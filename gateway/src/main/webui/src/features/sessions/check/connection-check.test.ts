import { expect, it } from 'vitest';
import type { Clock } from '@/lib/clock';
import { checkConnection, type Socket } from './connection-check';

/** A room at the other end of a wire of a certain length. */
function wire(
  delay: number,
  answers = (frame: { t: number }): unknown => ({ type: 'pong', t: frame.t }),
) {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(millis, run) {
      const timer = { at: now + millis, run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
  };
  let closed = false;
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send(text) {
      clock.after(delay, () =>
        socket.onmessage?.({ data: JSON.stringify(answers(JSON.parse(text) as { t: number })) }),
      );
    },
    close() {
      closed = true;
    },
  };
  return {
    clock,
    socket,
    isClosed: () => closed,
    run(millis: number) {
      const end = now + millis;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) {
          break;
        }
        due = due.filter((other) => other !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}

it('measures how long a word takes, and hangs up', async () => {
  const { socket, clock, run, isClosed } = wire(30);
  const result = checkConnection(socket, clock);
  socket.onopen?.();
  run(1_000);
  expect(await result).toEqual({ kind: 'good', medianMillis: 30, slowestMillis: 30 });
  expect(isClosed()).toBe(true);
});

it('says when it is slow', async () => {
  const { socket, clock, run } = wire(400);
  const result = checkConnection(socket, clock);
  socket.onopen?.();
  run(5_000);
  expect(await result).toMatchObject({ kind: 'slow', medianMillis: 400 });
});

it('does not wait for ever', async () => {
  const { socket, clock, run } = wire(30, () => ({ type: 'error' }));
  const result = checkConnection(socket, clock);
  socket.onopen?.();
  run(10_000);
  expect(await result).toEqual({ kind: 'unreachable' });
});

it('tells a refusal from a wire that is cut', async () => {
  const refused = wire(1);
  const first = checkConnection(refused.socket, refused.clock);
  refused.socket.onclose?.({ code: 4403 });
  expect(await first).toEqual({ kind: 'refused', code: 4403 });
  const cut = wire(1);
  const second = checkConnection(cut.socket, cut.clock);
  cut.socket.onclose?.({ code: 1006 });
  expect(await second).toEqual({ kind: 'unreachable' });
});
