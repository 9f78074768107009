import { Progress, Stack, Text } from '@mantine/core';
import type { Budget } from '@/lib/api/types';
import { compact } from '@/lib/format';
import classes from './graders.module.css';

export interface BudgetsProps {
  budgets: readonly Budget[];
}

const scopes: Record<Budget['scope'], string> = {
  tenant: 'Everybody together',
  user: 'Each candidate',
};

/** How much of each budget is left now. */
export function Budgets({ budgets }: BudgetsProps) {
  return (
    <div className={classes.budgets}>
      {budgets.map(({ scope, tokens, limit, periodSeconds, left }) => {
        const share = left === undefined ? null : left / Math.max(1, limit);
        return (
          <Stack key={`${scope} ${tokens}`} gap={6}>
            <Text size="sm" fw={600}>
              {scopes[scope]}, {tokens} tokens
            </Text>
            {share !== null && (
              <Progress
                value={Math.max(0, Math.min(1, share)) * 100}
                color={share < 0.1 ? 'var(--gr-tone-flag-strong)' : 'green'}
                aria-label={`Left of the budget: ${scopes[scope]}, ${tokens} tokens`}
              />
            )}
            <Text size="sm" c="dimmed">
              {left !== undefined && `${left <= 0 ? 'Used up' : `${compact(left)} left`}, of `}
              {compact(limit)} {period(periodSeconds)}
            </Text>
          </Stack>
        );
      })}
    </div>
  );
}

function period(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] = units.find(([of]) => seconds % of === 0) ?? [1, 'second'];
  const count = seconds / size;
  return count === 1 ? `a ${unit}` : `in ${count} ${unit}s`;
}
