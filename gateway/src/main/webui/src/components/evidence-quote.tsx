import { Text, UnstyledButton } from '@mantine/core';
import classes from './evidence-quote.module.css';
import { markElementId, quoteElementId, type EvidenceMark } from '@/lib/evidence-marks';
import { goTo } from '@/lib/go-to';

export interface EvidenceQuoteProps {
  mark: EvidenceMark;
}

/** A quote under its judgement; it leads to its place in the answer. */
export function EvidenceQuote({ mark }: EvidenceQuoteProps) {
  if (!mark.found) {
    return (
      <div className={classes.quote} data-tone={mark.tone} data-missing>
        “{mark.quote}”
        <Text size="xs" c="dimmed">
          These words could not be found in your answer. Do not trust this judgement.
        </Text>
      </div>
    );
  }
  return (
    <UnstyledButton
      id={quoteElementId(mark.id)}
      className={classes.quote}
      data-tone={mark.tone}
      data-testid="evidence-quote"
      title="Show it in the answer"
      onClick={() => goTo(markElementId(mark.id))}
    >
      “{mark.quote}”
    </UnstyledButton>
  );
}
