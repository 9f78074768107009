import { describe, expect, it } from 'vitest';
import type { Budget } from '@/lib/api/types';
import { period, standing } from './budget';

const budget = (left?: number): Budget => ({
  scope: 'user',
  tokens: 'input',
  limit: 1_000,
  periodSeconds: 86_400,
  left,
});

describe('a budget', () => {
  it('fills up evenly within its period', () => {
    expect(standing(budget(750))).toEqual({
      left: 750,
      share: 0.75,
      usedUp: false,
      fullInSeconds: 21_600,
    });
    expect(standing(budget(1_000)).fullInSeconds).toBe(0);
  });

  it('takes longer than a period to fill when it owes something', () => {
    const owing = standing(budget(-500));

    expect(owing).toMatchObject({ left: 0, share: 0, usedUp: true });
    expect(owing.fullInSeconds).toBe(1.5 * 86_400);
  });

  it('says its period in whole units', () => {
    expect([86_400, 172_800, 3_600, 5_400, 90].map(period)).toEqual([
      'a day',
      '2 days',
      'an hour',
      '90 minutes',
      '90 seconds',
    ]);
  });
});
