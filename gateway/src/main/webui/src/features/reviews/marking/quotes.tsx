import { CloseButton, UnstyledButton } from '@mantine/core';
import type { Evidence } from '@/lib/api/types';
import type { Tone } from '@/lib/evidence-marks';
import classes from './quotes.module.css';

export interface QuotesProps {
  quotes: readonly Evidence[];
  tone: Tone;
  onShow: (quote: Evidence) => void;
  onRemove: (index: number) => void;
}

/** The words attached to a judgement; each leads to its place in the answer and can be taken off. */
export function Quotes({ quotes, tone, onShow, onRemove }: QuotesProps) {
  return (
    <ul className={classes.quotes}>
      {quotes.map((quote, index) => (
        <li key={`${quote.start}-${quote.end}`} data-tone={tone} className={classes.quote}>
          <UnstyledButton
            className={classes.words}
            title="Show it in the answer"
            onClick={() => onShow(quote)}
            data-testid="attached-quote"
          >
            “{quote.quote}”
          </UnstyledButton>
          <CloseButton
            size="sm"
            aria-label={`Take off the quote “${quote.quote.slice(0, 60)}”`}
            onClick={() => onRemove(index)}
          />
        </li>
      ))}
    </ul>
  );
}
