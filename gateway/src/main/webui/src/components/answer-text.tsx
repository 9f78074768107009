import { Fragment, useMemo, useState, type KeyboardEvent } from 'react';
import type { AnswerLanguage } from '@/lib/api/types';
import classes from './answer-text.module.css';
import { markElementId, quoteElementId, type EvidenceMark } from '@/lib/evidence-marks';
import { goTo } from '@/lib/go-to';
import { segmentsOf } from '@/lib/segments';

export interface AnswerTextProps {
  text: string;
  language: AnswerLanguage;
  marks: readonly EvidenceMark[];
}

/**
 * The answer as it was written, the evidence marked in it. Each quote begins with its number, a button that leads to
 * the judgement; the words themselves lead there too.
 */
export function AnswerText({ text, language, marks }: AnswerTextProps) {
  const found = useMemo(() => marks.filter((mark) => mark.found), [marks]);
  const byId = useMemo(() => new Map(found.map((mark) => [mark.id, mark])), [found]);
  // The quote that was gone to: all its stretches light up, also where another quote cuts it.
  const [active, setActive] = useState<string | null>(null);
  const segments = useMemo(() => segmentsOf(text, found), [text, found]);

  return (
    <div
      className={classes.answer}
      data-code={language === 'python' || undefined}
      tabIndex={0}
      role="region"
      aria-label="The answer as handed in"
    >
      {segments.map((segment) => {
        const covers = segment.covers.flatMap((id) => byId.get(id) ?? []);
        const opens = segment.opens.flatMap((id) => byId.get(id) ?? []);
        const [first] = covers;
        if (!first) {
          return <Fragment key={segment.start}>{segment.text}</Fragment>;
        }
        const open = () => goTo(quoteElementId(first.id));
        return (
          <Fragment key={segment.start}>
            {opens.map((mark) => (
              <button
                key={mark.id}
                type="button"
                className={classes.number}
                data-tone={mark.tone}
                aria-label={`Evidence ${mark.label}, ${mark.title}: go to the judgement`}
                onClick={() => goTo(quoteElementId(mark.id))}
              >
                {mark.label}
              </button>
            ))}
            <mark
              id={opens[0] && markElementId(opens[0].id)}
              className={classes.mark}
              data-testid="answer-mark"
              data-tone={first.tone}
              data-also={covers[1]?.tone}
              data-active={covers.some(({ id }) => id === active) || undefined}
              title={covers.map(({ label, title }) => `${label} ${title}`).join(' · ')}
              tabIndex={-1}
              onFocus={(event) => setActive(event.target.dataset.mark ?? null)}
              onBlur={() => setActive(null)}
              data-mark={opens[0]?.id ?? first.id}
              onClick={open}
              onKeyDown={(event: KeyboardEvent) => {
                if (event.key === 'Enter') {
                  // Or the same keystroke would press the quote that has the focus by then.
                  event.preventDefault();
                  open();
                }
              }}
            >
              {/* Two quotes may begin at the same word: each keeps a place to go to. */}
              {opens.slice(1).map((mark) => (
                <span key={mark.id} id={markElementId(mark.id)} data-mark={mark.id} tabIndex={-1} />
              ))}
              {segment.text}
            </mark>
          </Fragment>
        );
      })}
    </div>
  );
}
