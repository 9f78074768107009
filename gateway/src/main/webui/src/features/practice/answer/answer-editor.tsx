import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { AnswerLanguage } from '@/lib/api/types';
import { cspNonce } from '@/lib/nonce';
import classes from './answer-editor.module.css';

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { lineHeight: '1.65' },
  '.cm-content': { padding: '1.1rem 0', caretColor: 'var(--mantine-color-text)' },
  '.cm-line': { padding: '0 1.25rem' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 28%, transparent)' },
  '.cm-placeholder': { color: 'var(--mantine-color-placeholder)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
    paddingLeft: '0.4rem',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
});

const prose = EditorView.theme({
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family)', fontSize: '1rem' },
});

const code = EditorView.theme({
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.9rem',
    lineHeight: '1.55',
  },
  '.cm-line': { padding: '0 0.75rem' },
  '.cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 7%, transparent)',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.monospace, fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.92em' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--gr-code-comment)' },
  { tag: [tags.link, tags.url], color: 'var(--gr-code-name)' },
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--gr-code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--gr-code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--gr-code-number)' },
  { tag: tags.comment, color: 'var(--gr-code-comment)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName), tags.className],
    color: 'var(--gr-code-name)',
  },
]);

const languages: Record<AnswerLanguage, Extension[]> = {
  markdown: [
    markdown({ base: markdownLanguage }),
    prose,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
    placeholder('Write as you would speak in the interview. Markdown works.'),
  ],
  // Escape and then Tab leaves the editor, as CodeMirror provides it; the workspace says so.
  python: [
    python(),
    code,
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
          syntaxHighlighting(colours),
          look,
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
