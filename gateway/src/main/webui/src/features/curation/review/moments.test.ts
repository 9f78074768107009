import { expect, it } from 'vitest';
import { dayTime } from '@/lib/format';
import { inOwnTime, inUtc, localInput, momentOf, nextHour, zoneName } from './moments';

it('means the moment that it shows, in the time zone of the reader', () => {
  const at = new Date(2026, 11, 3, 9, 5);
  expect(localInput(at)).toBe('2026-12-03T09:05');
  expect(momentOf(localInput(at))?.getTime()).toBe(at.getTime());
});

it('means nothing while it is not written to its end', () => {
  expect(momentOf('')).toBeNull();
  expect(momentOf('2026-12')?.getTime() ?? null).not.toBeNaN();
  expect(momentOf('tomorrow')).toBeNull();
});

it('proposes a whole hour that is not too near', () => {
  const now = Date.UTC(2026, 10, 22, 10, 50);
  const next = nextHour(now);
  expect(next.getMinutes()).toBe(0);
  expect(next.getTime() - now).toBeGreaterThanOrEqual(30 * 60_000);
});

it('names the zone, and says the same moment in UTC', () => {
  const at = new Date('2026-12-03T09:05:00Z');
  expect(zoneName(at)).toContain(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(inUtc(at)).toBe('3 Dec 2026, 09:05 UTC');
});

it('puts moments within a text into the own time, and leaves the rest', () => {
  const at = '2026-11-24T09:00:00Z';
  const own = `${dayTime(at)}, ${zoneName(new Date(at))}`;
  expect(inOwnTime(`To be published at ${at}.`)).toBe(`To be published at ${own}.`);
  expect(inOwnTime(`scheduledFor: 2026-11-24T09:00:00.000123Z`)).toBe(`scheduledFor: ${own}`);
  expect(inOwnTime('Until 2026-13-99T25:61:00Z')).toBe('Until 2026-13-99T25:61:00Z');
  expect(inOwnTime('For the class of 2026-11-24, 12:30Z')).toBe(
    'For the class of 2026-11-24, 12:30Z',
  );
});
