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

/** A question that is put brings its document to everybody; whom one follows brings one along. */
export function useWorkView(): WorkViewValue {
  const { room, state } = useInRoom();
  const [shown, setShown] = useState<Shown>(() => ({
    kind: 'document',
    id: state.docs.some(({ id }) => id === state.item) ? (state.item ?? 'scratch') : 'scratch',
  }));
  const view = useRef<EditorView | null>(null);

  const show = useCallback(
    (next: Shown) => {
      setShown(next);
      room.whisper('view', { ...next });
    },
    [room],
  );
  const goTo = useEffectEvent((next: Shown) => {
    if (next.kind !== shown.kind || next.id !== shown.id) {
      setShown(next);
    }
  });

  useEffect(() => {
    const ends = [
      room.onEntry(({ kind, data }) => {
        if (kind === 'question' && typeof data.item === 'string') {
          goTo({ kind: 'document', id: data.item });
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

  const editor = useCallback(() => view.current, []);
  const onEditor = useCallback((next: EditorView | null) => {
    view.current = next;
  }, []);
  return { shown, show, editor, onEditor };
}
