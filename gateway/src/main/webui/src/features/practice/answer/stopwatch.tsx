import { Group, Text, VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { stopwatch } from '@/lib/format';
import type { ActiveTimer } from './active-timer';

export interface StopwatchProps {
  timer: ActiveTimer;
  suggestedMinutes: number;
}

/** Counts up beside the suggested time. It never ends anything, so it is not announced either. */
export function Stopwatch({ timer, suggestedMinutes }: StopwatchProps) {
  const [seconds, setSeconds] = useState(timer.seconds);
  useEffect(() => {
    const tick = setInterval(() => setSeconds(timer.seconds), 500);
    return () => clearInterval(tick);
  }, [timer]);
  const over = seconds > suggestedMinutes * 60;
  return (
    <Group
      gap={6}
      wrap="nowrap"
      role="timer"
      title="Time that this page was before you. It pauses while the tab is hidden."
    >
      <IconClock size={16} aria-hidden />
      <Text size="sm" ff="monospace" fw={600} c={over ? 'var(--gr-tone-1-strong)' : undefined}>
        <VisuallyHidden>Time spent: </VisuallyHidden>
        {stopwatch(seconds)}
      </Text>
      <Text size="sm" c="dimmed">
        of {suggestedMinutes} min{over ? ', over' : ''}
      </Text>
    </Group>
  );
}
