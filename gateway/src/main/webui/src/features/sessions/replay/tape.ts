import { ChangeSet, Text } from '@codemirror/state';
import type { TimelineEntry } from '@/features/sessions/api/shapes';
import { mergedElements, type BoardElement } from '@/lib/whiteboard/merge';

export interface TapeDocument {
  id: string;
  title: string;
  language: string;
  version: number;
  text: Text;
  /** A change did not fit: from there on the text is not to be relied on. */
  broken: boolean;
}

export interface TapeBoard {
  id: string;
  /** What is drawn, deleted elements too. */
  elements: readonly BoardElement[];
  /** Base64 of a PNG, as somebody's page took it. */
  picture: string | null;
  text: string;
}

export interface Said {
  seq: number;
  actor: string | null;
  at: string;
  text: string;
}

export interface TapeTimer {
  /** When it was last started, on the tape's clock; null while it stands. */
  runningSince: number | null;
  elapsed: number;
}

/** Everything that could be seen in the room at one moment. Never changed, only followed by another. */
export interface TapeState {
  /** How many entries have happened. */
  count: number;
  phase: string;
  paused: boolean;
  /** The question that is put. */
  item: string | null;
  titles: ReadonlyMap<string, string>;
  documents: ReadonlyMap<string, TapeDocument>;
  boards: ReadonlyMap<string, TapeBoard>;
  /** Where something was written last. */
  lastDocument: string | null;
  lastBoard: string | null;
  chat: readonly Said[];
  hints: readonly { item: string; text: string }[];
  run: { document: string; text: string; failed: boolean } | null;
  timers: ReadonlyMap<string, TapeTimer>;
  focus: boolean;
}

const blank: TapeState = {
  count: 0,
  phase: 'SCHEDULED',
  paused: false,
  item: null,
  titles: new Map(),
  documents: new Map(),
  boards: new Map(),
  lastDocument: null,
  lastBoard: null,
  chat: [],
  hints: [],
  run: null,
  timers: new Map(),
  focus: false,
};

const checkpointEvery = 250;
export const sessionTimer = 'session';

/** A recorded session. Any moment of it can be had; texts share what they have in common. */
export class Tape {
  private readonly offsets: number[] = [];
  private readonly checkpoints: TapeState[] = [blank];
  private last: TapeState = blank;
  readonly startsAt: number;
  /** How long it is, in milliseconds: from the beginning of the session to its end. */
  readonly length: number;

  constructor(readonly entries: readonly TimelineEntry[]) {
    // Somebody may have looked in days before, and days after.
    const begin = entries.find(({ kind, data }) => kind === 'phase' && data.phase === 'LIVE');
    const end = entries.findLast(({ kind, data }) => kind === 'phase' && data.phase === 'SCORING');
    const first = begin ?? entries[0];
    this.startsAt = first ? new Date(first.at).getTime() : 0;
    const endsAt = end ? new Date(end.at).getTime() : Infinity;
    let reached = 0;
    for (const { at } of entries) {
      // The order of the log counts; a clock that was set back does not turn the tape around.
      reached = Math.max(reached, Math.min(new Date(at).getTime(), endsAt) - this.startsAt);
      this.offsets.push(reached);
    }
    this.length = reached;
  }

  /** When an entry happened, in milliseconds from the start. */
  offsetOf(index: number): number {
    return this.offsets[index] ?? this.length;
  }

  /** When the entry of that number in the log happened; the nearest before it when there is none. */
  offsetOfSeq(seq: number): number {
    const index = this.entries.findIndex((entry) => entry.seq > seq);
    return this.offsetOf(Math.max(0, (index < 0 ? this.entries.length : index) - 1));
  }

  /** How many entries have happened by then. */
  countAt(offset: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.offsets[middle] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  at(offset: number): TapeState {
    return this.after(this.countAt(offset));
  }

  /** What there was after that many entries. */
  after(count: number): TapeState {
    const wanted = Math.max(0, Math.min(this.entries.length, count));
    const checkpoint =
      this.checkpoints[
        Math.min(this.checkpoints.length - 1, Math.floor(wanted / checkpointEvery))
      ] ?? blank;
    let state =
      this.last.count <= wanted && this.last.count >= checkpoint.count ? this.last : checkpoint;
    while (state.count < wanted) {
      const entry = this.entries[state.count];
      if (!entry) {
        break;
      }
      state = followed(state, entry, this.startsAt, this.offsetOf(state.count));
      if (state.count === this.checkpoints.length * checkpointEvery) {
        this.checkpoints.push(state);
      }
    }
    this.last = state;
    return state;
  }

  /** What there was in the end. */
  final(): TapeState {
    return this.after(this.entries.length);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The state after one more entry; what is not known here changes nothing but the count. */
function followed(
  before: TapeState,
  entry: TimelineEntry,
  startsAt: number,
  offset: number,
): TapeState {
  const state = { ...before, count: before.count + 1 };
  const { kind, data } = entry;
  switch (kind) {
    case 'phase':
      return {
        ...state,
        phase: text(data.phase),
        focus: data.phase === 'LIVE' && state.focus,
        timers: data.phase === 'LIVE' ? state.timers : stopped(state.timers, offset),
      };
    case 'question': {
      const item = text(data.item);
      const question = (data.question ?? {}) as Record<string, unknown>;
      const title = text(data.title) || text(question.title);
      return {
        ...state,
        item,
        lastDocument: item,
        titles: title === '' ? state.titles : new Map(state.titles).set(item, title),
        documents: state.documents.has(item)
          ? state.documents
          : new Map(state.documents).set(
              item,
              fresh(
                item,
                title,
                text(question.language) || text(data.language),
                text(data.text) || text(question.starterCode),
              ),
            ),
      };
    }
    case 'doc': {
      const id = text(data.id) || text(data.doc);
      return {
        ...state,
        documents: new Map(state.documents).set(
          id,
          fresh(id, text(data.title), text(data.language), text(data.text)),
        ),
      };
    }
    case 'language': {
      const document = state.documents.get(text(data.doc));
      return document
        ? {
            ...state,
            documents: new Map(state.documents).set(document.id, {
              ...document,
              language: text(data.language),
            }),
          }
        : state;
    }
    case 'edit': {
      const id = text(data.doc);
      const document = state.documents.get(id) ?? fresh(id, '', '', '');
      return {
        ...state,
        lastDocument: id,
        documents: new Map(state.documents).set(id, edited(document, data)),
      };
    }
    case 'picture':
    case 'boardText':
    case 'board': {
      const id = text(data.board);
      const board = state.boards.get(id) ?? { id, elements: [], picture: null, text: '' };
      return {
        ...state,
        lastBoard: id,
        boards: new Map(state.boards).set(id, {
          ...board,
          ...(kind === 'board' && {
            elements: mergedElements(board.elements, elementsOf(data.elements)),
          }),
          ...(kind === 'picture' && { picture: text(data.png) || text(data.picture) || null }),
          ...(kind === 'boardText' && { text: text(data.text) }),
        }),
      };
    }
    case 'chat':
      return {
        ...state,
        chat: [
          ...state.chat,
          { seq: entry.seq, actor: entry.actor ?? null, at: entry.at, text: text(data.text) },
        ],
      };
    case 'hint':
      return {
        ...state,
        hints: [
          ...state.hints,
          { item: text(data.item), text: text(data.text) || text(data.hint) },
        ],
      };
    case 'run':
      return {
        ...state,
        run: {
          document: text(data.doc),
          text: [text(data.stdout), text(data.stderr)].filter(Boolean).join('\n'),
          failed: data.exit !== undefined && data.exit !== 0,
        },
      };
    case 'timer':
      return {
        ...state,
        timers: new Map(state.timers).set(
          text(data.item) || sessionTimer,
          timerOf(data.timer, startsAt),
        ),
      };
    case 'pause':
      return {
        ...state,
        paused: data.paused === true,
        timers: timersIn(state.timers, data, startsAt),
      };
    case 'focus':
      return { ...state, focus: text(data.until) !== '' };
    default:
      return state;
  }
}

const elementsOf = (value: unknown): BoardElement[] =>
  Array.isArray(value) ? (value as BoardElement[]) : [];

const fresh = (id: string, title: string, language: string, content: string): TapeDocument => ({
  id,
  title,
  language,
  version: 0,
  text: Text.of(content.split('\n')),
  broken: false,
});

function edited(document: TapeDocument, data: Record<string, unknown>): TapeDocument {
  try {
    const changes = ChangeSet.fromJSON(data.changes);
    return {
      ...document,
      version: typeof data.version === 'number' ? data.version : document.version + 1,
      text: changes.apply(document.text),
    };
  } catch {
    return { ...document, broken: true };
  }
}

/** A timer as the room tells it, on the tape's clock. */
function timerOf(value: unknown, startsAt: number): TapeTimer {
  const { runningSince, elapsedMs } = (value ?? {}) as Record<string, unknown>;
  return {
    runningSince:
      typeof runningSince === 'string' ? new Date(runningSince).getTime() - startsAt : null,
    elapsed: typeof elapsedMs === 'number' ? elapsedMs : 0,
  };
}

/** Nothing runs on after the end. */
const stopped = (timers: TapeState['timers'], now: number): TapeState['timers'] =>
  new Map(
    [...timers].map(([id, timer]) => [id, { runningSince: null, elapsed: elapsedAt(timer, now) }]),
  );

/** What an entry says of all timers at once, over what was known of them. */
function timersIn(
  before: TapeState['timers'],
  { timers }: Record<string, unknown>,
  startsAt: number,
): TapeState['timers'] {
  if (typeof timers !== 'object' || timers === null) {
    return before;
  }
  const { session, items } = timers as Record<string, unknown>;
  const next = new Map(before);
  if (session) {
    next.set(sessionTimer, timerOf(session, startsAt));
  }
  for (const [item, timer] of Object.entries((items ?? {}) as Record<string, unknown>)) {
    next.set(item, timerOf(timer, startsAt));
  }
  return next;
}

/** What a timer shows at that moment, in milliseconds. */
export const elapsedAt = (timer: TapeTimer | undefined, now: number): number =>
  timer ? timer.elapsed + (timer.runningSince === null ? 0 : now - timer.runningSince) : 0;
