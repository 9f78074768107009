import { session } from '@/lib/session';
import { subprotocol } from './protocol';
import type { KeptRoom, RoomKeeper } from './room';
import type { Socket, World } from './room-connection';

/** The browser as the room's world. */
export function browserWorld(sessionId: string): World {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const path = `/api/sessions/${encodeURIComponent(sessionId)}`;
  return {
    // A WebSocket is a Socket; only its handlers are declared with more than we read.
    open: () =>
      new WebSocket(
        `${scheme}://${window.location.host}${path}/room`,
        subprotocol,
      ) as unknown as Socket,
    steady: () => performance.now(),
    after(millis, run) {
      const timer = setTimeout(run, millis);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    async diagnose() {
      try {
        const { status } = await fetch(path, { credentials: 'same-origin' });
        if (status === 401) {
          session.refused();
          return 'signed-out';
        }
        return status === 403 || status === 404 ? 'not-in-it' : 'unreachable';
      } catch {
        return 'unreachable';
      }
    },
  };
}

const prefixOf = (sessionId: string) => `greenroom.room.${sessionId}.`;

/** Under which names this tab has kept something of a session. */
export function keptClients(sessionId: string): string[] {
  const prefix = prefixOf(sessionId);
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}

/** Keeps what is unsent for this tab's next page. */
export function tabKeeper(sessionId: string, client: string): RoomKeeper {
  const key = prefixOf(sessionId) + client;
  return {
    read() {
      try {
        const text = sessionStorage.getItem(key);
        return text === null ? null : (JSON.parse(text) as KeptRoom);
      } catch {
        return null;
      }
    },
    keep(room) {
      try {
        sessionStorage.setItem(key, JSON.stringify(room));
        return true;
      } catch {
        // Full or forbidden: what lies there is older, and the page still has it.
        return false;
      }
    },
    forget() {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // A forbidden store holds nothing.
      }
    },
  };
}
