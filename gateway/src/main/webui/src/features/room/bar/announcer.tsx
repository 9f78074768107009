import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Entry, RoomState } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import type { Link } from '@/features/room/connection/room-connection';
import { useInRoom } from '@/features/room/connection/use-room';
import { useWork } from '@/features/room/editor/work-view';
import { keptWords } from '@/lib/answer-keeper';
import { useStore } from '@/lib/store';

/** Enough that nothing goes before it is said. */
const kept = 12;

/** Tells a screen reader what happens elsewhere in the room. */
export function Announcer() {
  const { room, state, me } = useInRoom();
  const { offered } = useWork();
  const link = useStore(room.connection.link).kind;
  const keptHere = useStore(room.keptHere);
  const [said, setSaid] = useState<{ seq: number; words: string }[]>([]);
  useEffect(
    () =>
      room.onEntry((entry) => {
        const words = entry.actor === me.participantId ? null : announced(entry, room);
        if (words !== null) {
          setSaid((before) => [...before, { seq: entry.seq, words }].slice(-kept));
        }
      }),
    [room, me.participantId],
  );
  return (
    <VisuallyHidden>
      {/* What comes in one frame is said one after the other: each line is an addition of its own. */}
      <div role="log" aria-live="polite" aria-relevant="additions" data-testid="announcer">
        {said.map(({ seq, words }) => (
          <p key={seq}>{words}</p>
        ))}
      </div>
      <div aria-live="polite" data-testid="offer-announced">
        {offered !== null && offerWords(state.items.find(({ id }) => id === offered)?.title)}
      </div>
      <div aria-live="assertive">{linkWords(link, keptHere)}</div>
    </VisuallyHidden>
  );
}

function announced({ kind, actor, data }: Entry, room: Room): string | null {
  const who = room.nameOf(actor);
  const titleOf = (item: unknown) =>
    (room.state.get() as RoomState).items.find(({ id }) => id === item)?.title ?? 'a question';
  switch (kind) {
    case 'question':
      return `The question is now ${titleOf(data.item)}`;
    case 'hint':
      return `A hint: ${String(data.text)}`;
    case 'chat':
      return `${who} says: ${String(data.text)}`;
    case 'hand':
      return data.raised === true ? `${who} raises a hand` : `${who} lowers the hand`;
    case 'join':
      return `${who} is here`;
    case 'leave':
      return `${who} has left`;
    case 'pause':
      return data.paused === true ? 'The session is paused' : 'The session goes on';
    case 'focus':
      return typeof data.until === 'string' ? 'Focus time has begun' : 'Focus time is over';
    case 'run':
      return `${who} ran the code: ${data.exit === 0 ? 'no error' : 'it ended with an error'}`;
    case 'phase':
      return data.phase === 'LIVE' ? 'The session has started' : 'The session has ended';
    case 'plan':
      return 'The session was planned anew';
    case 'language':
      return `The language is now ${String(data.language)}`;
    case 'timer':
    case 'doc':
    case 'edit':
    case 'board':
    case 'picture':
    case 'boardText':
      return null;
  }
}

const offerWords = (title = 'another question'): string =>
  `Put before you while you are at work on something else: ${title}. Alt Shift G goes there.`;

function linkWords(kind: Link['kind'], kept: boolean): string {
  switch (kind) {
    case 'waiting':
      return `The connection is lost. What you write is ${keptWords(kept)}.`;
    case 'ended':
      return 'The connection has ended.';
    case 'connecting':
    case 'open':
      return '';
  }
}
