import { instantOf, wallTime } from '@/features/sessions/zones';

const quarterMillis = 15 * 60_000;
export const mostTimes = 40;
const farthestMillis = 60 * 86_400_000;

/** Why a time cannot be offered; null when it can. */
export function whyNot(wall: string, zone: string, taken: readonly string[], now: number) {
  const instant = instantOf(wall, zone);
  if (instant === null) {
    return 'Choose a day and a time.';
  }
  const millis = new Date(instant).getTime();
  if (millis % quarterMillis !== 0) {
    return 'Times are on the quarter of an hour, so that they meet.';
  }
  if (millis <= now) {
    return 'That time has passed.';
  }
  if (millis > now + farthestMillis) {
    return 'That is more than 60 days ahead.';
  }
  if (taken.includes(instant)) {
    return 'That time is on the list.';
  }
  return taken.length >= mostTimes ? `There is room for ${mostTimes} times.` : null;
}

/** The next full hour on a clock there, as one types it. */
export function nextHour(now: number, zone: string): string {
  const hour = 3_600_000;
  return wallTime(Math.ceil((now + hour) / hour) * hour, zone);
}

export const sorted = (times: readonly string[]): string[] => [...times].sort();
