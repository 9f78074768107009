import { expect, it } from 'vitest';
import { nextHour, whyNot } from './slots';

const now = Date.parse('2026-11-22T12:10:00Z');

it('takes quarters of an hour that lie ahead, each once', () => {
  const why = (wall: string, taken: string[] = []) => whyNot(wall, 'Europe/Berlin', taken, now);
  expect(why('2026-11-22T13:15')).toBeNull();
  expect(why('2026-11-22T13:20')).toContain('quarter');
  expect(why('2026-11-22T13:00')).toBe('That time has passed.');
  expect(why('2027-03-22T13:00')).toContain('60 days');
  expect(why('2026-11-23T10:00', ['2026-11-23T09:00:00.000Z'])).toBe('That time is on the list.');
  expect(why('')).toBe('Choose a day and a time.');
});

it('proposes the next full hour there', () => {
  expect(nextHour(now, 'Asia/Tokyo')).toBe('2026-11-22T23:00');
});
