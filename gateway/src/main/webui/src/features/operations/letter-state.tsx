import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { DeadLetter } from '@/lib/api/types';

export interface LetterStateProps {
  letter: Pick<DeadLetter, 'state' | 'outcome'>;
}

/** Where a dead letter stands; of a replayed one what became of it. */
export function LetterState({ letter }: LetterStateProps) {
  const { tone, label } = stateOf(letter);
  return (
    <ToneBadge size="sm" tone={tone} data-testid="letter-state">
      {label}
    </ToneBadge>
  );
}

function stateOf({ state, outcome }: LetterStateProps['letter']): {
  tone: BadgeTone;
  label: string;
} {
  switch (state) {
    case 'DEAD':
      return { tone: 'bad', label: 'To deal with' };
    case 'DISCARDED':
      return { tone: 'plain', label: 'Discarded' };
    case 'REPLAYED':
      switch (outcome) {
        case 'PROCESSED':
          return { tone: 'good', label: 'Replayed, processed' };
        case 'FAILED_AGAIN':
          return { tone: 'bad', label: 'Replayed, died again' };
        default:
          return { tone: 'busy', label: 'Replayed, under way' };
      }
  }
}
