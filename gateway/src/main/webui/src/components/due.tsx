import { Text } from '@mantine/core';
import { IconAlarm, IconClock } from '@tabler/icons-react';
import { dayTime, relative } from '@/lib/format';

export interface DueProps {
  at: string;
  now: number;
  overdue: boolean;
  /** It is over: only the date is of interest. */
  done?: boolean;
}

/** When something is due, and a mark that isn't only a colour when that has passed. */
export function Due({ at, now, overdue, done }: DueProps) {
  const late = overdue && !done;
  return (
    <Text
      component="time"
      dateTime={at}
      title={dayTime(at)}
      size="sm"
      c={late ? 'var(--gr-tone-flag-strong)' : 'dimmed'}
      fw={late ? 600 : 400}
      display="inline-flex"
      style={{ alignItems: 'center', gap: '0.3rem', whiteSpace: 'nowrap' }}
    >
      {late ? <IconAlarm size={15} aria-hidden /> : <IconClock size={15} aria-hidden />}
      {late ? `Overdue, was due ${relative(at, now)}` : `Due ${relative(at, now)}`}
    </Text>
  );
}
