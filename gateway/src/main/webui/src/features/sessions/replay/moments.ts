import type { RoomNote } from '@/features/sessions/api/shapes';
import type { Tape } from './tape';

export type MomentKind =
  | 'question'
  | 'hint'
  | 'run'
  | 'picture'
  | 'pause'
  | 'phase'
  | 'focus'
  | 'hand'
  | 'chat'
  | 'note'
  | 'mark';

/** Something on the tape that one may want to jump to. */
export interface ReplayMoment {
  key: string;
  kind: MomentKind;
  at: number;
  label: string;
}

/** What happened of note, and the reader's own notes and marks, in the order of the tape. */
export function momentsOf(
  tape: Tape,
  notes: readonly RoomNote[],
  nameOf: (participant: string) => string,
): ReplayMoment[] {
  const titles = tape.final().titles;
  const found: ReplayMoment[] = [];
  tape.entries.forEach(({ seq, kind, actor, data }, index) => {
    const label = labelOf(kind, actor ? nameOf(actor) : null, data, titles);
    if (label !== null) {
      found.push({
        key: `e${seq}`,
        kind: (kind === 'boardText' ? 'picture' : kind) as MomentKind,
        at: tape.offsetOf(index),
        label,
      });
    }
  });
  for (const { id, kind, seq, data } of notes) {
    found.push({
      key: id,
      kind,
      at: tape.offsetOfSeq(seq),
      label: data.text ?? data.quote ?? data.indicator ?? 'Marked',
    });
  }
  return found.sort((one, other) => one.at - other.at);
}

/** Enough of what was said to know it again; the chat has all of it. */
const longest = 80;
const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

const withName = (what: string, who: string | null): string =>
  who === null ? what : `${what}, by ${who}`;

/** What is done by nobody, the server does. */
function labelOf(
  kind: string,
  who: string | null,
  data: Record<string, unknown>,
  titles: ReadonlyMap<string, string>,
): string | null {
  switch (kind) {
    case 'question':
      return `Question: ${titles.get(String(data.item)) ?? 'put'}`;
    case 'hint':
      return `Hint: ${String(data.text ?? '')}`;
    case 'run': {
      const ran = who === null ? 'Ran the program' : `${who} ran the program`;
      return data.exit === 0 ? ran : `${ran}: it failed`;
    }
    case 'picture':
      return 'Whiteboard';
    case 'chat':
      return `${who ?? 'Somebody'}: ${shortened(String(data.text ?? ''))}`;
    case 'hand':
      return data.raised === true ? `${who ?? 'Somebody'} raised a hand` : null;
    case 'focus':
      return typeof data.until === 'string'
        ? withName('Focus time', who)
        : withName('End of focus time', who);
    case 'pause':
      return withName(data.paused === true ? 'Paused' : 'Went on', who);
    case 'phase':
      return data.phase === 'LIVE' ? 'Begin' : data.phase === 'SCORING' ? 'End' : null;
    default:
      return null;
  }
}

/** The next moment after a place, or the one before it; places nearer than a second are the same. */
export function neighbour(
  moments: readonly ReplayMoment[],
  at: number,
  by: 1 | -1,
): ReplayMoment | undefined {
  return by > 0
    ? moments.find((moment) => moment.at > at + 200)
    : moments.filter((moment) => moment.at < at - 1_000).at(-1);
}
