import { describe, expect, it } from 'vitest';
import { basis, figure, heatRows, interval, kappaWord, ranged } from './figures';

describe('figures', () => {
  it('come with their interval, or say that there is none', () => {
    const kappa = { value: 0.454, low: -0.05, high: 0.618 };

    expect(figure(kappa, 'coefficient')).toBe('0.45');
    expect(interval(kappa, 'coefficient')).toBe('95 % between −0.05 and 0.62');
    expect(ranged({ value: 0.8, low: 0.71, high: 0.86 }, 'share')).toBe('80 % (71 % to 86 %)');
    expect(interval({ value: 0.8 }, 'share')).toBeNull();
    expect(ranged({ value: 0.8 }, 'share')).toBe('80 %');
    expect(figure(undefined, 'share')).toBe('–');
  });

  it('say what they stand on', () => {
    expect(basis({ n: 1, attempts: 1 })).toBe('1 level of 1 answer');
    expect(basis({ n: 120, attempts: 24 })).toBe('120 levels of 24 answers');
  });

  it('have a word for a kappa', () => {
    expect([-0.1, 0.1, 0.45, 0.79, 1].map(kappaWord)).toEqual([
      'worse than chance',
      'slight',
      'moderate',
      'substantial',
      'almost perfect',
    ]);
  });
});

describe('heatRows', () => {
  it('colours by the fullest cell and says how far apart', () => {
    const rows = heatRows([
      [4, 0],
      [2, 8],
    ]);

    expect(rows[1]).toEqual([
      { first: 1, second: 0, n: 2, strength: 0.25, apart: 1 },
      { first: 1, second: 1, n: 8, strength: 1, apart: 0 },
    ]);
  });

  it('stands an empty table', () => {
    expect(heatRows([[0]])[0]?.[0]).toMatchObject({ n: 0, strength: 0 });
  });
});
