import { Text } from '@mantine/core';
import type { TimerState } from '@/features/room/connection/protocol';
import { elapsed } from '@/features/room/connection/room-state';
import { useInRoom } from '@/features/room/connection/use-room';
import { stopwatch } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import classes from './bar.module.css';

export interface TimerProps {
  timer: TimerState;
  label: string;
  size?: string;
}

/** What a timer of the server's says now, by the server's clock. */
export function Timer({ timer, label, size = 'sm' }: TimerProps) {
  const { room, state } = useInRoom();
  useNow(500);
  const seconds = elapsed(timer, room.connection.clock.now()) / 1000;
  const limit = timer.limitMs === null ? null : timer.limitMs / 1000;
  const over = limit !== null && limit > 0 && seconds > limit;
  return (
    <Text
      size={size}
      component="span"
      className={classes.timer}
      data-over={over || undefined}
      data-running={(timer.runningSince !== null && !state.paused) || undefined}
      role="timer"
      aria-label={`${label}: ${stopwatch(seconds)}${limit ? ` of ${Math.round(limit / 60)} minutes` : ''}${over ? ', over time' : ''}`}
    >
      {stopwatch(seconds)}
      {limit !== null && limit > 0 && (
        <span className={classes.limit}>
          {' / '}
          {Math.round(limit / 60)} min{over && ' · over'}
        </span>
      )}
    </Text>
  );
}
