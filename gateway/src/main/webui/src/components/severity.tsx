import { IconFlag } from '@tabler/icons-react';
import type { RedFlag } from '@/lib/api/types';
import { ToneBadge } from './tone-badge';

export interface SeverityProps {
  severity: RedFlag['severity'];
}

/** How bad a red flag is. */
export function Severity({ severity }: SeverityProps) {
  return (
    <ToneBadge
      tone={severity === 'critical' ? 'bad' : 'doubtful'}
      leftSection={<IconFlag size={12} aria-hidden />}
    >
      {severity}
    </ToneBadge>
  );
}
