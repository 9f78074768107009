import { python } from '@codemirror/lang-python';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { codeLook, editorColours, editorLook } from '@/components/editor-look';
import { cspNonce } from '@/lib/nonce';
import classes from './code-view.module.css';

export interface CodeViewProps {
  label: string;
  text: string;
  language: string;
  /** The end of what was written last stays in view. */
  follow?: boolean;
  /** What is selected now; null for nothing. */
  onSelect?: (range: { from: number; to: number } | null) => void;
}

/** The part of a text that another one has instead. */
function changeBetween(before: string, after: string) {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) {
    from += 1;
  }
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** A document of a room, to be read. */
export function CodeView({ label, text, language, follow = false, onSelect }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const first = useRef(text);
  const selected = useEffectEvent((range: { from: number; to: number } | null) =>
    onSelect?.(range),
  );

  useEffect(() => {
    const parent = host.current;
    if (!parent) {
      return;
    }
    const code: Extension[] = language === 'python' ? [python()] : [EditorView.lineWrapping];
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          EditorView.cspNonce.of(cspNonce),
          EditorState.readOnly.of(true),
          EditorState.lineSeparator.of('\n'),
          drawSelection(),
          lineNumbers(),
          code,
          codeLook,
          editorColours,
          editorLook,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-readonly': 'true',
            'data-testid': 'code-view',
            tabindex: '0',
            // No keyboard on the screen for what cannot be written.
            inputmode: 'none',
          }),
          EditorView.updateListener.of((update) => {
            if (update.selectionSet) {
              const { from, to, empty } = update.state.selection.main;
              selected(empty ? null : { from, to });
            }
          }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      first.current = view.state.doc.toString();
      editor.current = null;
      view.destroy();
    };
  }, [language, label]);

  useEffect(() => {
    const view = editor.current;
    const before = view?.state.doc.toString() ?? text;
    if (view && before !== text) {
      const changes = changeBetween(before, text);
      const end = changes.from + changes.insert.length;
      view.dispatch({
        changes,
        ...(follow && { effects: EditorView.scrollIntoView(end, { y: 'nearest', yMargin: 40 }) }),
      });
    }
    first.current = text;
  }, [text, follow]);

  return <div ref={host} className={classes.view} />;
}
