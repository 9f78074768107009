import { describe, expect, it } from 'vitest';
import { compact, dollars, percent, relative, signed } from './format';

const now = Date.parse('2026-11-22T12:00:00Z');

describe('relative', () => {
  it.each([
    ['2026-11-22T17:30:00Z', 'in 5 hours'],
    ['2026-11-24T11:59:00Z', 'in 1 day'],
    ['2026-11-20T12:00:00Z', '2 days ago'],
    ['2026-11-22T11:58:00Z', '2 minutes ago'],
    ['2026-11-22T12:00:30Z', 'in less than a minute'],
    ['2026-11-22T11:59:40Z', 'just now'],
  ])('%s is %s', (at, words) => {
    expect(relative(at, now)).toBe(words);
  });
});

describe('numbers', () => {
  it('carry their sign, and nothing has none', () => {
    expect([signed(3), signed(-2), signed(0), signed(-0.04, 1), signed(0.26, 1)]).toEqual([
      '+3',
      '−2',
      '0',
      '0.0',
      '+0.3',
    ]);
  });

  it('keep small sums of money readable', () => {
    expect([dollars(12_400_000), dollars(3_100), dollars(0), dollars(250_000)]).toEqual([
      '$12.40',
      '$0.0031',
      '$0.00',
      '$0.25',
    ]);
  });

  it('are short where room is short', () => {
    expect([compact(1_234_567), compact(950), percent(0.714)]).toEqual(['1.2M', '950', '71 %']);
  });
});
