import type { EditorView } from '@codemirror/view';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import { followed, following } from './cursors';

/** What of the shared work this page shows. */
export type Shown = { kind: 'document'; id: string } | { kind: 'board'; id: string };

export interface WorkViewValue {
  shown: Shown;
  show: (shown: Shown) => void;
  /** The question that was put while this person was at work on something else. */
  offered: string | null;
  /** Goes to the question that is offered, or stays. */
  answerOffer: (go: boolean) => void;
  /** The editor that stands just now. */
  editor: () => EditorView | null;
  onEditor: (view: EditorView | null) => void;
}

export const WorkView = createContext<WorkViewValue | null>(null);

export function useWork(): WorkViewValue {
  const value = use(WorkView);
  if (!value) {
    throw new Error('Only at the desk of a room.');
  }
  return value;
}

/** Who did something in the shared work so lately is not taken away from it. */
export const atWorkMillis = 5_000;

/**
 * A question that is put brings its document to everybody, except to those who are at work on something else: to them
 * it is offered. Whom one follows brings one along.
 */
export function useWorkView(): WorkViewValue {
  const { room, state, me } = useInRoom();
  const [offered, setOffered] = useState<string | null>(null);
  const lastAct = useRef(-Infinity);
  const bringFocus = useRef(false);
  const stoodAt = useRef<Element | null>(null);
  const [shown, setShown] = useState<Shown>(() => ({
    kind: 'document',
    id: state.docs.some(({ id }) => id === state.item) ? (state.item ?? 'scratch') : 'scratch',
  }));
  const view = useRef<EditorView | null>(null);

  const show = useCallback(
    (next: Shown) => {
      setShown(next);
      setOffered((before) => (next.id === before ? null : before));
      room.whisper('view', { ...next });
    },
    [room],
  );
  const goTo = useEffectEvent((next: Shown) => {
    if (next.kind !== shown.kind || next.id !== shown.id) {
      // Whoever stands in a document or board stands in the next document, too, and not nowhere.
      bringFocus.current = next.kind === 'document' && isAtWork(document.activeElement);
      setShown(next);
      setOffered((before) => (next.id === before ? null : before));
    }
  });
  const put = useEffectEvent((item: string, actor: string | null | undefined) => {
    const isThere = shown.id === item;
    if (isThere || actor === me.participantId || Date.now() - lastAct.current > atWorkMillis) {
      setOffered(null);
      if (!isThere) {
        goTo({ kind: 'document', id: item });
      }
    } else {
      stoodAt.current = document.activeElement;
      setOffered(item);
    }
  });

  useEffect(() => {
    const acts = (event: Event) => {
      // To move over something is to do something only with a button pressed: a long stroke.
      const idle = event.type === 'pointermove' && (event as PointerEvent).buttons === 0;
      if (!idle && event.target instanceof Element && event.target.closest(workArea) !== null) {
        lastAct.current = Date.now();
      }
    };
    kindsOfAct.forEach((kind) => window.addEventListener(kind, acts, { capture: true }));
    return () =>
      kindsOfAct.forEach((kind) => window.removeEventListener(kind, acts, { capture: true }));
  }, []);

  useEffect(() => {
    // Whoever has gone on to something else meanwhile is not taken from it by a document that comes late.
    const leaves = () => {
      bringFocus.current = false;
    };
    kindsOfLeaving.forEach((kind) => window.addEventListener(kind, leaves, { capture: true }));
    return () =>
      kindsOfLeaving.forEach((kind) => window.removeEventListener(kind, leaves, { capture: true }));
  }, []);

  useEffect(() => {
    const ends = [
      room.onEntry(({ kind, actor, data }) => {
        if (kind === 'question' && typeof data.item === 'string') {
          put(data.item, actor);
        }
      }),
      room.onWhisper(({ kind, from, data }) => {
        if (kind === 'view' && from === following.get()) {
          goTo(data as Shown);
        }
      }),
      followed.subscribe(() => {
        const step = followed.get();
        if (step && following.get() !== null) {
          goTo({ kind: 'document', id: step.doc });
        }
      }),
    ];
    return () => {
      ends.forEach((end) => end());
      following.set(null);
    };
  }, [room]);

  const answerOffer = useCallback(
    (go: boolean) => {
      if (go && offered !== null) {
        following.set(null);
        bringFocus.current = true;
        show({ kind: 'document', id: offered });
      } else if (!go) {
        backToWork(stoodAt.current, view.current);
      }
      setOffered(null);
    },
    [offered, show],
  );
  const editor = useCallback(() => view.current, []);
  const onEditor = useCallback((next: EditorView | null) => {
    view.current = next;
    if (next && bringFocus.current) {
      bringFocus.current = false;
      next.focus();
    }
  }, []);
  return { shown, show, offered, answerOffer, editor, onEditor };
}

/** What people do with documents and whiteboards; to look at one is not to work on it. */
const kindsOfAct = ['keydown', 'input', 'pointerdown', 'pointermove', 'pointerup'] as const;

/** By these somebody is elsewhere than where they were. */
const kindsOfLeaving = ['focusin', 'input', 'pointerdown'] as const;

/** Where they do it. */
const workArea = '[data-document], [data-board]';

const isAtWork = (element: Element | null): boolean =>
  element !== null && element.closest(workArea) !== null;

/** To where one stood, else to what is worked on: the button that was pressed is gone in a moment. */
function backToWork(stoodAt: Element | null, editor: EditorView | null): void {
  if (stoodAt instanceof HTMLElement && stoodAt.isConnected && stoodAt !== document.body) {
    stoodAt.focus();
  } else if (editor) {
    editor.focus();
  } else {
    document.querySelector<HTMLElement>(workArea)?.focus();
  }
}
