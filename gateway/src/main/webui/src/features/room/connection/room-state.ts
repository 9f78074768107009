import type { SessionPhase } from '@/features/room/api/session';
import type {
  DocumentLanguage,
  Entry,
  Focus,
  RoomItem,
  RoomState,
  RunOutput,
  ShownQuestion,
  TimerState,
} from './protocol';
import { mergedElements, type BoardElement } from '@/lib/whiteboard/merge';

/** What the chat shows at most; the timeline has all of it. */
const chatLines = 500;

/**
 * The room after an entry of the log. The text of documents is not in it: `SharedDocument` holds that. An entry that
 * is applied twice changes nothing the second time.
 */
export function applyEntry(state: RoomState, entry: Entry): RoomState {
  const { data } = entry;
  switch (entry.kind) {
    case 'phase':
      return phased(state, data.phase as SessionPhase, entry.at);
    case 'plan':
      return planned(state, data as { minutes: number; items: RoomItem[] });
    case 'question':
      return shown(state, data as { item: string; question?: ShownQuestion });
    case 'hint':
      return hinted(state, data as { item: string; text: string });
    case 'timer':
      return timed(state, data as { item?: string | null; timer: TimerState });
    case 'pause':
      return {
        ...state,
        paused: data.paused === true,
        timers: over(state.timers, data.timers as Partial<RoomState['timers']> | undefined),
      };
    case 'focus':
      return {
        ...state,
        focus: typeof data.until === 'string' ? (data as unknown as Focus) : null,
      };
    case 'doc':
      return opened(
        state,
        data as { id: string; item: string | null; title: string; language: DocumentLanguage },
      );
    case 'language':
      return {
        ...state,
        docs: state.docs.map((doc) =>
          doc.id === data.doc ? { ...doc, language: data.language as DocumentLanguage } : doc,
        ),
      };
    case 'board':
      return {
        ...state,
        boards: state.boards.map((board) =>
          board.id === data.board
            ? {
                ...board,
                elements: mergedElements(board.elements, data.elements as BoardElement[]),
              }
            : board,
        ),
      };
    case 'boardText':
      return {
        ...state,
        boards: state.boards.map((board) =>
          board.id === data.board ? { ...board, text: String(data.text) } : board,
        ),
      };
    case 'run': {
      const run = {
        ...(data as unknown as RunOutput),
        at: entry.at,
        actor: entry.actor ?? null,
        seq: entry.seq,
      };
      const before = state.runs.find(({ doc }) => doc === run.doc);
      return before?.seq !== undefined && before.seq >= entry.seq
        ? state
        : { ...state, runs: [...state.runs.filter(({ doc }) => doc !== run.doc), run] };
    }
    case 'chat':
      return state.chat.some(({ seq }) => seq === entry.seq)
        ? state
        : {
            ...state,
            chat: [
              ...state.chat,
              { seq: entry.seq, at: entry.at, actor: entry.actor ?? '', text: String(data.text) },
            ].slice(-chatLines),
          };
    case 'hand': {
      const others = state.hands.filter((hand) => hand !== entry.actor);
      return {
        ...state,
        hands: data.raised === true && entry.actor ? [...others, entry.actor] : others,
      };
    }
    case 'edit':
    case 'picture':
    case 'join':
    case 'leave':
      return state;
  }
}

/** What is said of some timers, over what is known of all. */
const over = (
  known: RoomState['timers'],
  said: Partial<RoomState['timers']> | undefined,
): RoomState['timers'] => ({
  session: said?.session ?? known.session,
  items: { ...known.items, ...said?.items },
});

/** Outside of a live session nothing runs. */
function phased(state: RoomState, phase: SessionPhase, at: string): RoomState {
  if (phase === 'LIVE') {
    return { ...state, phase };
  }
  const stopped = (timer: TimerState): TimerState => ({
    ...timer,
    runningSince: null,
    elapsedMs: elapsed(timer, Date.parse(at)),
  });
  return {
    ...state,
    phase,
    focus: null,
    timers: {
      session: stopped(state.timers.session),
      items: Object.fromEntries(
        Object.entries(state.timers.items).map(([id, timer]) => [id, stopped(timer)]),
      ),
    },
  };
}

/** Another plan before the session begins; what is known of a question stays. */
function planned(state: RoomState, plan: { minutes: number; items: RoomItem[] }): RoomState {
  const lasting = (timer: TimerState | undefined, minutes: number): TimerState => ({
    runningSince: timer?.runningSince ?? null,
    elapsedMs: timer?.elapsedMs ?? 0,
    limitMs: minutes * 60_000,
  });
  return {
    ...state,
    items: plan.items.map((item) => ({
      ...state.items.find(({ id }) => id === item.id),
      ...item,
    })),
    timers: {
      session: lasting(state.timers.session, plan.minutes),
      items: Object.fromEntries(
        plan.items.map(({ id, minutes }) => [id, lasting(state.timers.items[id], minutes)]),
      ),
    },
  };
}

function shown(state: RoomState, data: { item: string; question?: ShownQuestion }): RoomState {
  return {
    ...state,
    item: data.item,
    items: changed(state.items, data.item, (item) => ({
      ...item,
      ...(data.question && {
        title: data.question.title,
        question: { ...data.question, hints: item.question?.hints ?? data.question.hints },
      }),
    })),
    boards: state.boards.some(({ id }) => id === data.item)
      ? state.boards
      : [...state.boards, { id: data.item, item: data.item, elements: [], text: '' }],
  };
}

const hinted = (state: RoomState, data: { item: string; text: string }): RoomState => ({
  ...state,
  items: changed(state.items, data.item, (item) =>
    item.question && !item.question.hints.includes(data.text)
      ? { ...item, question: { ...item.question, hints: [...item.question.hints, data.text] } }
      : item,
  ),
});

const timed = (
  state: RoomState,
  { item, timer }: { item?: string | null; timer: TimerState },
): RoomState => ({
  ...state,
  timers:
    typeof item === 'string'
      ? { ...state.timers, items: { ...state.timers.items, [item]: timer } }
      : { ...state.timers, session: timer },
});

const opened = (
  state: RoomState,
  doc: { id: string; item: string | null; title: string; language: DocumentLanguage },
): RoomState =>
  state.docs.some(({ id }) => id === doc.id)
    ? state
    : {
        ...state,
        docs: [
          ...state.docs,
          {
            id: doc.id,
            item: doc.item,
            title: doc.title,
            language: doc.language,
            version: 0,
            text: '',
          },
        ],
      };

const changed = (items: RoomItem[], id: string, change: (item: RoomItem) => RoomItem): RoomItem[] =>
  items.map((item) => (item.id === id ? change(item) : item));

/** How long a timer has run at that moment of the server's. */
export function elapsed(timer: TimerState, now: number): number {
  return (
    timer.elapsedMs +
    (timer.runningSince === null ? 0 : Math.max(0, now - Date.parse(timer.runningSince)))
  );
}
