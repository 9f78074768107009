import { defaultKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { python } from '@codemirror/lang-python';
import { EditorState, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';
import { codeLook, editorColours, editorLook, proseLook } from '@/components/editor-look';
import '@/components/tones.css';
import type { AnswerLanguage, Evidence } from '@/lib/api/types';
import type { Tone } from '@/lib/evidence-marks';
import { cspNonce } from '@/lib/nonce';
import classes from './answer-reader.module.css';
import { quoteOf } from './quote';

/** A quote as it is shown in the answer. */
export interface ShownQuote extends Evidence {
  tone: Tone;
  /** Beside colour: `1`, `2`, … for criteria, `!1`, … for red flags. */
  label: string;
}

export interface AnswerReaderHandle {
  /** What is selected, as a quote. */
  selected: () => Evidence | null;
  /** Brings a quote into view and selects it. */
  show: (quote: Evidence) => void;
}

export interface AnswerReaderProps {
  text: string;
  language: AnswerLanguage;
  quotes: readonly ShownQuote[];
  onSelect: (quote: Evidence | null) => void;
  onAttach: () => void;
  handle: Ref<AnswerReaderHandle>;
}

const setQuotes = StateEffect.define<readonly ShownQuote[]>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) =>
    transaction.effects.reduce(
      (before, effect) => (effect.is(setQuotes) ? decorate(effect.value) : before),
      shown,
    ),
  provide: (field) => EditorView.decorations.from(field),
});

/** The number at the beginning of a quote; it is no text of the answer, so that offsets stay the answer's. */
class QuoteNumber extends WidgetType {
  constructor(
    private readonly label: string,
    private readonly tone: Tone,
  ) {
    super();
  }

  override eq(other: QuoteNumber): boolean {
    return other.label === this.label && other.tone === this.tone;
  }

  override toDOM(): HTMLElement {
    const number = document.createElement('span');
    number.className = classes.number ?? '';
    number.dataset.tone = String(this.tone);
    number.textContent = this.label;
    number.setAttribute('aria-hidden', 'true');
    return number;
  }
}

const decorate = (quotes: readonly ShownQuote[]): DecorationSet =>
  Decoration.set(
    quotes.flatMap(({ start, end, tone, label }) => [
      Decoration.widget({ widget: new QuoteNumber(label, tone), side: -1 }).range(start),
      Decoration.mark({
        class: classes.mark,
        attributes: { 'data-tone': String(tone) },
      }).range(start, end),
    ]),
    true,
  );

const languages: Record<AnswerLanguage, Extension[]> = {
  markdown: [markdown({ base: markdownLanguage }), proseLook, EditorView.lineWrapping],
  python: [python(), codeLook, lineNumbers()],
};

/**
 * The answer, to be read and quoted from: it cannot be changed, but it has a caret, so that words are selected with
 * the keyboard as with the mouse.
 */
export function AnswerReader(props: AnswerReaderProps) {
  const { text, language, quotes, handle } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const select = useEffectEvent((quote: Evidence | null) => props.onSelect(quote));
  const attach = useEffectEvent(() => props.onAttach());
  const shownAtStart = useEffectEvent(() => quotes);

  useEffect(() => {
    const parent = host.current;
    if (!parent) {
      return;
    }
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(cspNonce),
          EditorState.readOnly.of(true),
          // Offsets count "\n" as one; a line break of another kind would move every quote.
          EditorState.lineSeparator.of('\n'),
          Prec.highest(keymap.of([{ key: 'Enter', run: () => (attach(), true) }])),
          keymap.of(defaultKeymap),
          drawSelection(),
          languages[language],
          editorColours,
          editorLook,
          marks,
          EditorView.contentAttributes.of({
            'aria-label': 'The answer',
            'aria-readonly': 'true',
            'aria-describedby': 'reading-keys',
            'data-testid': 'review-answer',
            tabindex: '0',
            // No keyboard on the screen for what cannot be written.
            inputmode: 'none',
          }),
          EditorView.updateListener.of((update) => {
            if (update.selectionSet) {
              select(selectedIn(update.state, text));
            }
          }),
        ],
      }),
    });
    view.dispatch({ effects: setQuotes.of(shownAtStart()) });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [text, language]);

  useEffect(() => {
    editor.current?.dispatch({ effects: setQuotes.of(quotes) });
  }, [quotes]);

  useImperativeHandle(
    handle,
    () => ({
      selected: () => (editor.current ? selectedIn(editor.current.state, text) : null),
      show: ({ start, end }) => {
        editor.current?.dispatch({
          selection: { anchor: start, head: end },
          effects: EditorView.scrollIntoView(start, { y: 'center' }),
        });
        editor.current?.focus();
      },
    }),
    [text],
  );

  return <div ref={host} className={classes.reader} />;
}

function selectedIn({ selection }: EditorState, text: string): Evidence | null {
  const { from, to, empty } = selection.main;
  return empty ? null : quoteOf(text, from, to);
}
