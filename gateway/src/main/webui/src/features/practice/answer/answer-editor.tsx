import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { codeLook, editorColours, editorLook, proseLook } from '@/components/editor-look';
import type { AnswerLanguage } from '@/lib/api/types';
import { cspNonce } from '@/lib/nonce';
import classes from './answer-editor.module.css';

const languages: Record<AnswerLanguage, Extension[]> = {
  markdown: [
    markdown({ base: markdownLanguage }),
    proseLook,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
    placeholder('Write as you would speak in the interview. Markdown works.'),
  ],
  // Escape and then Tab leaves the editor, as CodeMirror provides it; the workspace says so.
  python: [
    python(),
    codeLook,
    lineNumbers(),
    highlightActiveLine(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of('    '),
    keymap.of([indentWithTab]),
  ],
};

export interface AnswerEditorProps {
  language: AnswerLanguage;
  /** The text at the start; afterwards the editor holds it. Another `key` starts afresh. */
  initialText: string;
  onChange: (text: string) => void;
  onSave: () => void;
  onHandIn: () => void;
  describedBy?: string;
}

export function AnswerEditor(props: AnswerEditorProps) {
  const { language, initialText, describedBy } = props;
  const host = useRef<HTMLDivElement>(null);
  const start = useRef({ initialText, describedBy });
  const changed = useEffectEvent((text: string) => props.onChange(text));
  const save = useEffectEvent(() => props.onSave());
  const handIn = useEffectEvent(() => props.onHandIn());

  useEffect(() => {
    const parent = host.current;
    if (!parent) {
      return;
    }
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: start.current.initialText,
        extensions: [
          EditorView.cspNonce.of(cspNonce),
          Prec.highest(
            keymap.of([
              { key: 'Mod-s', preventDefault: true, run: () => (save(), true) },
              { key: 'Mod-Enter', preventDefault: true, run: () => (handIn(), true) },
            ]),
          ),
          history(),
          drawSelection(),
          languages[language],
          editorColours,
          editorLook,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          // Offsets count "\n" as one; a line break of another kind would move every quote.
          EditorState.lineSeparator.of('\n'),
          EditorView.contentAttributes.of({
            'aria-label': language === 'python' ? 'Your code' : 'Your answer',
            'data-testid': 'answer-editor',
            tabindex: '0',
            ...(start.current.describedBy && { 'aria-describedby': start.current.describedBy }),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              const text = update.state.doc.toString();
              start.current = { ...start.current, initialText: text };
              changed(text);
            }
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [language]);

  return <div ref={host} className={classes.editor} />;
}
