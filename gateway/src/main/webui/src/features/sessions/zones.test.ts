import { describe, expect, it } from 'vitest';
import { instantOf, sameClock, wallTime } from './zones';

describe('a time on a clock elsewhere', () => {
  it('is a moment, and back', () => {
    expect(instantOf('2026-12-01T14:00', 'America/New_York')).toBe('2026-12-01T19:00:00.000Z');
    expect(wallTime('2026-12-01T19:00:00.000Z', 'America/New_York')).toBe('2026-12-01T14:00');
    expect(instantOf('2026-07-01T09:30', 'Asia/Kolkata')).toBe('2026-07-01T04:00:00.000Z');
    expect(wallTime('2026-06-30T22:15:00Z', 'Pacific/Auckland')).toBe('2026-07-01T10:15');
  });

  it('knows summer time on either side of its change', () => {
    expect(instantOf('2026-03-29T01:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
    expect(instantOf('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes an hour that never comes as the one as long after', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(wallTime('2026-03-29T01:30:00Z', 'Europe/Berlin')).toBe('2026-03-29T03:30');
  });

  it('takes the first of an hour that comes twice', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is nothing when it is no date', () => {
    expect(instantOf('', 'UTC')).toBeNull();
    expect(instantOf('tomorrow', 'UTC')).toBeNull();
  });
});

it('tells when two zones show the same', () => {
  expect(sameClock('2026-12-01T12:00:00Z', 'Europe/Berlin', 'Europe/Paris')).toBe(true);
  expect(sameClock('2026-12-01T12:00:00Z', 'Europe/Berlin', 'UTC')).toBe(false);
});
