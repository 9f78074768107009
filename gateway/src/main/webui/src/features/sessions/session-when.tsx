import { Text } from '@mantine/core';
import { hours } from '@/lib/format';
import { dayTimeIn, ownZone, sameClock, zoneLabel } from './zones';

export interface SessionWhenProps {
  startsAt: string;
  minutes: number;
  timeZone: string;
  size?: 'sm' | 'md';
}

/** When a session is: on the clock where it was planned, and on the reader's own where that is another. */
export function SessionWhen({ startsAt, minutes, timeZone, size = 'sm' }: SessionWhenProps) {
  const own = ownZone();
  const other = !sameClock(startsAt, timeZone, own);
  return (
    <Text component="div" size={size}>
      <time dateTime={startsAt}>{dayTimeIn(startsAt, own)}</time>
      <Text span c="dimmed" inherit>
        {' '}
        · {hours(minutes)}
      </Text>
      {other && (
        <Text size="sm" c="dimmed" data-testid="other-zone">
          {dayTimeIn(startsAt, timeZone)} in {zoneLabel(timeZone)}
        </Text>
      )}
    </Text>
  );
}
