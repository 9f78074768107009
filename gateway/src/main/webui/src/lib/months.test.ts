import { expect, it } from 'vitest';
import { lastMonths, monthLabel } from './months';

it('counts months back over the turn of the year, also from a long one', () => {
  expect(lastMonths(new Date('2026-01-31T23:30:00Z'), 3)).toEqual([
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
  expect(monthLabel('2025-12')).toBe('December 2025');
});
