import { createContext, use, useEffect, useState } from 'react';
import { documentExtensions } from '@/features/room/editor/document-extensions';
import { Call } from '@/features/room/call/call';
import { Cursors } from '@/features/room/editor/cursors';
import { useStore } from '@/lib/store';
import { browserWorld, tabKeeper } from './browser';
import { claimClient } from './client-id';
import type { Me, RoomState } from './protocol';
import { Room } from './room';

/**
 * The room of a session, for as long as the page stands; null until this tab has its name.
 *
 * @param owner the id of the account that is signed in; null while it isn't known
 */
export function useRoomOf(sessionId: string, owner: string | null): InRoom | null {
  const [entry, setEntry] = useState<InRoom | null>(null);
  useEffect(() => {
    if (owner === null) {
      return;
    }
    let leave: (() => void) | undefined;
    let left = false;
    void claimClient(sessionId, owner).then(({ client, release }) => {
      if (left) {
        release();
        return;
      }
      const entered = new Room({
        client,
        owner,
        world: browserWorld(sessionId),
        keeper: tabKeeper(sessionId, client),
        extensions: documentExtensions,
      });
      const stopWatching = watchPage(entered);
      const cursors = new Cursors(entered);
      const call = new Call(entered);
      entered.start();
      setEntry({ sessionId, room: entered, call });
      leave = () => {
        stopWatching();
        call.stop();
        cursors.stop();
        entered.stop();
        release();
      };
    });
    return () => {
      left = true;
      leave?.();
      setEntry(null);
    };
  }, [sessionId, owner]);
  return entry;
}

/** What the browser knows of the network and of the page's own life. */
function watchPage(room: Room): () => void {
  const back = () => room.connection.retryNow();
  const doubtful = () => room.connection.probe();
  const seen = () => {
    if (document.visibilityState === 'visible' && room.connection.link.get().kind !== 'ended') {
      room.connection.retryNow();
    }
  };
  const going = () => room.keepNow();
  const leaving = (event: BeforeUnloadEvent) => {
    // A reload would bring it back, a closed tab would not; the browser does not say which it is.
    const unsent = room.unsent.get() > 0 && room.connection.link.get().kind !== 'open';
    if (unsent || room.leftovers.get().length > 0) {
      event.preventDefault();
    }
  };
  window.addEventListener('online', back);
  window.addEventListener('offline', doubtful);
  window.addEventListener('pagehide', going);
  window.addEventListener('beforeunload', leaving);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', back);
    window.removeEventListener('offline', doubtful);
    window.removeEventListener('pagehide', going);
    window.removeEventListener('beforeunload', leaving);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** What every part of the room's page stands on, once there was a welcome. */
export interface InRoom {
  sessionId: string;
  room: Room;
  call: Call;
}

export const RoomContext = createContext<InRoom | null>(null);

export function useInRoom(): InRoom & { state: RoomState; me: Me; isPanel: boolean } {
  const context = use(RoomContext);
  if (!context) {
    throw new Error('Only inside a room.');
  }
  const state = useStore(context.room.state);
  const me = useStore(context.room.me);
  if (!state || !me) {
    throw new Error('Only after the welcome.');
  }
  return { ...context, state, me, isPanel: me.role === 'INTERVIEWER' };
}
