import { dayTime } from '@/lib/format';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as an input of type `datetime-local` writes it, in the reader's own time zone. */
export const localInput = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** The moment such an input means; `null` while it means none. */
export function momentOf(input: string): Date | null {
  const at = new Date(input);
  return input === '' || Number.isNaN(at.getTime()) ? null : at;
}

/** The next whole hour that is at least half an hour away. */
export function nextHour(now: number): Date {
  const at = new Date(now + 90 * 60_000);
  at.setMinutes(0, 0, 0);
  return at;
}

/** The reader's time zone at a moment: `Europe/Berlin (GMT+2)`. */
export function zoneName(at: Date): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return offset && offset !== zone ? `${zone} (${offset})` : zone;
}

const utc = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

export const inUtc = (at: Date): string => `${utc.format(at)} UTC`;

const written = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** A text in which the service wrote moments, with them in the reader's own time and its zone. */
export const inOwnTime = (text: string): string =>
  text.replace(written, (at) =>
    Number.isNaN(Date.parse(at)) ? at : `${dayTime(at)}, ${zoneName(new Date(at))}`,
  );
