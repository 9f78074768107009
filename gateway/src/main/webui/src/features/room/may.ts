import type { Me, RoomState } from './connection/protocol';

/** Whether somebody may write in the room just now; the server decides, this only leaves out what it would refuse. */
export function mayWrite(state: RoomState | null, me: Me | null): boolean {
  return (
    state !== null &&
    me !== null &&
    state.phase === 'LIVE' &&
    me.role !== 'OBSERVER' &&
    // What a thinking candidate writes is not shown to others meanwhile; they would write into a text of long ago.
    (state.focus === null || me.role === 'CANDIDATE')
  );
}
