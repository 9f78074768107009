import { Badge } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import type { RedFlag } from '@/lib/api/types';

export interface SeverityProps {
  severity: RedFlag['severity'];
}

/** How bad a red flag is; the word says it, the colour only helps. */
export function Severity({ severity }: SeverityProps) {
  const tone = severity === 'critical' ? 'flag' : '1';
  return (
    <Badge
      radius="sm"
      tt="none"
      bg={`var(--gr-tone-${tone})`}
      c={`var(--gr-tone-${tone}-strong)`}
      leftSection={<IconFlag size={12} aria-hidden />}
    >
      {severity}
    </Badge>
  );
}
