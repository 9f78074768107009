/** Dates and times in time zones other than the reader's. */

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone the browser knows, the reader's own and UTC among them. */
export function allZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownZone()])].sort();
}

export const zoneLabel = (zone: string): string => zone.replaceAll('_', ' ');

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function wallAt(instant: number, zone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
  };
}

const utc = ({ year, month, day, hour, minute }: Wall): number =>
  Date.UTC(year, month - 1, day, hour, minute);

const two = (value: number): string => String(value).padStart(2, '0');

/** What a clock on the wall there shows, as `2026-12-01T14:00`. */
export function wallTime(instant: string | number, zone: string): string {
  const { year, month, day, hour, minute } = wallAt(new Date(instant).getTime(), zone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/**
 * The moment at which a clock there shows this. Where clocks are set forward and the time never comes, it is the one
 * as long after; where it comes twice, the first. Null for what is no date.
 */
export function instantOf(wall: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(wall);
  if (!match) {
    return null;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const wanted = utc({ year, month, day, hour, minute });
  if (Number.isNaN(wanted)) {
    return null;
  }
  const offsetAt = (instant: number) => utc(wallAt(instant, zone)) - instant;
  // The offset a day before and after: on all but two days of the year they are one.
  const before = wanted - offsetAt(wanted - 86_400_000);
  const after = wanted - offsetAt(wanted + 86_400_000);
  const found = [before, after].filter((instant) => utc(wallAt(instant, zone)) === wanted);
  return new Date(found.length > 0 ? Math.min(...found) : before).toISOString();
}

/** `Tue, 1 Dec 2026, 14:00`, there. */
export function dayTimeIn(instant: string | number, zone: string): string {
  return new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}

/** Whether both zones' clocks show the same at that moment. */
export const sameClock = (instant: string, one: string, other: string): boolean =>
  wallTime(instant, one) === wallTime(instant, other);
