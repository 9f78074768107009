import type {
  CardEvidence,
  GuideItem,
  RoomNote,
  SessionParticipant,
  TimelineEntry,
} from '@/features/sessions/api/shapes';

/** Something that happened and can be attached by a click. */
export interface Piece {
  key: string;
  /** Where it comes from, in a word or two. */
  label: string;
  /** Which question it was at, when that is known. */
  itemId: string | null;
  /** What it speaks of, when it says so itself. */
  criterionId?: string;
  redFlagId?: string;
  evidence: CardEvidence;
}

export const longestQuote = 4_000;
/** What is attached stands there word for word: a long text is cut, never shortened by other signs. */
const cut = (text: string): string => text.slice(0, longestQuote);

/** The question that was before the candidate at each point of the log. */
export function itemAt(entries: readonly TimelineEntry[]): (seq: number) => string | null {
  const put = entries.filter(({ kind }) => kind === 'question');
  return (seq) => {
    const last = put.filter((entry) => entry.seq <= seq).at(-1);
    return typeof last?.data.item === 'string' ? last.data.item : null;
  };
}

/** Own notes and marks as evidence, in the order in which they were taken. */
export function notePieces(
  notes: readonly RoomNote[],
  items: readonly GuideItem[],
  entries: readonly TimelineEntry[],
): Piece[] {
  const at = itemAt(entries);
  return [...notes]
    .sort((one, other) => one.seq - other.seq || one.at.localeCompare(other.at))
    .flatMap((note): Piece[] => {
      const { data } = note;
      const itemId = data.item ?? at(note.seq);
      const question = items.find((item) => item.itemId === itemId)?.question;
      const criterion = question?.rubric.criteria.find(({ id }) => id === data.criterionId);
      const flag = question?.redFlags.find(({ id }) => id === data.redFlagId);
      const quote = data.quote ?? data.text ?? data.indicator;
      // A mark without words stands for itself; there is nothing to quote.
      if (!quote) {
        return [];
      }
      return [
        {
          key: note.id,
          label:
            note.kind === 'note'
              ? 'Note'
              : ['Mark', data.indicator ?? flag?.title ?? criterion?.title]
                  .filter(Boolean)
                  .join(': '),
          itemId,
          ...(criterion && { criterionId: criterion.id }),
          ...(flag && { redFlagId: flag.id }),
          evidence: {
            kind: note.kind,
            refId: note.id,
            ...(data.doc && { documentId: data.doc }),
            ...(data.version !== undefined && { version: data.version }),
            ...(data.from !== undefined && { from: data.from }),
            ...(data.to !== undefined && { to: data.to }),
            quote: cut(quote),
            at: note.at,
          },
        },
      ];
    });
}

/** What was said in the chat, as evidence. */
export function chatPieces(
  entries: readonly TimelineEntry[],
  people: readonly SessionParticipant[],
): Piece[] {
  const at = itemAt(entries);
  return entries
    .filter(({ kind, data }) => kind === 'chat' && typeof data.text === 'string')
    .map((entry) => ({
      key: `chat-${entry.seq}`,
      label: people.find(({ id }) => id === entry.actor)?.name ?? 'Somebody',
      itemId: at(entry.seq),
      evidence: {
        kind: 'chat',
        refId: String(entry.seq),
        quote: cut(String(entry.data.text)),
        at: entry.at,
      },
    }));
}
