import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import type { SharedDocument } from '@/features/room/document/shared-document';
import { mayWrite } from '@/features/room/may';
import { mayBeWritten, speaks } from './document-extensions';
import { followed, following } from './cursors';
import classes from './shared-editor.module.css';

export interface SharedEditorProps {
  document: SharedDocument;
  title: string;
  describedBy: string;
  onRun: () => void;
  /** The view while it stands, for what is asked about the selection. */
  onView: (view: EditorView | null) => void;
}

/** A document of the room, written together. */
export function SharedEditor({ document, title, describedBy, onRun, onView }: SharedEditorProps) {
  const { state, me } = useInRoom();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const language = state.docs.find(({ id }) => id === document.id)?.language ?? 'plain';
  const writable = mayWrite(state, me);

  useEffect(() => {
    const parent = host.current;
    if (!parent) {
      return;
    }
    const editor = new EditorView({
      parent,
      state: document.current,
      dispatchTransactions(transactions, editing) {
        editing.update(transactions);
        document.updated(editing.state);
      },
    });
    const detach = document.attach(editor);
    view.current = editor;
    onView(editor);
    return () => {
      detach();
      onView(null);
      view.current = null;
      editor.destroy();
    };
  }, [document, onView]);

  useEffect(() => {
    document.edit({ effects: speaks(language) });
  }, [document, language]);

  useEffect(() => {
    document.edit({ effects: mayBeWritten(writable) });
  }, [document, writable]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    content?.setAttribute('aria-label', writable ? title : `${title}, read only`);
    content?.setAttribute('aria-describedby', describedBy);
    content?.setAttribute('data-testid', 'room-editor');
    content?.setAttribute('tabindex', '0');
  }, [document, title, describedBy, writable]);

  useEffect(
    () =>
      followed.subscribe(() => {
        const step = followed.get();
        const editor = view.current;
        if (step?.doc === document.id && editor) {
          editor.dispatch({
            effects: EditorView.scrollIntoView(Math.min(step.place, editor.state.doc.length), {
              y: 'center',
            }),
          });
        }
      }),
    [document],
  );

  return (
    <div
      ref={host}
      className={classes.editor}
      onKeyDownCapture={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
          // Before the editor takes it for a new line.
          event.preventDefault();
          event.stopPropagation();
          onRun();
        } else if (!event.altKey && !event.ctrlKey && !event.metaKey && following.get() !== null) {
          // Whoever writes looks where they write.
          following.set(null);
        }
      }}
      data-document={document.id}
    />
  );
}
