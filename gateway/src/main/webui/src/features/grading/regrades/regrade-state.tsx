import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { Regrade } from '@/lib/api/types';

const states: Record<Regrade['state'], { tone: BadgeTone; label: string }> = {
  running: { tone: 'busy', label: 'Grading' },
  ready: { tone: 'doubtful', label: 'To be decided' },
  applying: { tone: 'busy', label: 'Being applied' },
  applied: { tone: 'good', label: 'Applied' },
  discarded: { tone: 'plain', label: 'Discarded' },
};

export interface RegradeStateProps {
  regrade: Pick<Regrade, 'state'>;
}

export function RegradeState({ regrade }: RegradeStateProps) {
  const { tone, label } = states[regrade.state];
  return (
    <ToneBadge tone={tone} data-testid="regrade-state">
      {label}
    </ToneBadge>
  );
}
