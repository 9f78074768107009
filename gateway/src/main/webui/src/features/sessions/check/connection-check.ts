import type { Clock } from '@/lib/clock';

export type ConnectionResult =
  | { kind: 'good' | 'slow'; medianMillis: number; slowestMillis: number }
  | { kind: 'refused'; code: number }
  | { kind: 'unreachable' };

const rounds = 6;
const tooLongMillis = 8_000;
/** Above this, who types sees the other one's letters late. */
const slowMillis = 250;

/** What a WebSocket must be able to do, so that tests need none. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

/**
 * Whether a room can be reached, and how long a word to it and back takes. The room answers a ping before anybody has
 * said hello, so nobody sees this visit.
 */
export function checkConnection(socket: Socket, clock: Clock): Promise<ConnectionResult> {
  return new Promise((resolve) => {
    const times: number[] = [];
    let sent = 0;
    const done = (result: ConnectionResult) => {
      cancel();
      socket.onclose = null;
      socket.onmessage = null;
      socket.onopen = null;
      socket.close();
      resolve(result);
    };
    const ping = () => {
      sent = clock.now();
      socket.send(JSON.stringify({ type: 'ping', t: times.length }));
    };
    const cancel = clock.after(tooLongMillis, () =>
      done(times.length > 0 ? summary(times) : { kind: 'unreachable' }),
    );
    socket.onopen = ping;
    socket.onmessage = ({ data }) => {
      if (!isPong(data, times.length)) {
        return;
      }
      times.push(clock.now() - sent);
      if (times.length < rounds) {
        ping();
      } else {
        // The first one pays for what is set up at first.
        done(summary(times.slice(1)));
      }
    };
    socket.onclose = ({ code }) =>
      done(code >= 4400 && code < 4500 ? { kind: 'refused', code } : { kind: 'unreachable' });
  });
}

function isPong(data: unknown, expected: number): boolean {
  try {
    const frame = JSON.parse(String(data)) as { type?: unknown; t?: unknown };
    return frame.type === 'pong' && frame.t === expected;
  } catch {
    return false;
  }
}

function summary(times: readonly number[]): ConnectionResult {
  const sorted = [...times].sort((one, other) => one - other);
  const medianMillis = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return {
    kind: medianMillis > slowMillis ? 'slow' : 'good',
    medianMillis,
    slowestMillis: sorted.at(-1) ?? 0,
  };
}

export function roomSocket(sessionId: string): Socket {
  const address = new URL(`/api/sessions/${sessionId}/room`, window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(address, 'greenroom.room.v1') as Socket;
}
