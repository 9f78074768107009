import type { Budget } from '@/lib/api/types';

/** How a token bucket stands: it fills up evenly, and may owe what an answer took beyond the estimate. */
export interface Standing {
  /** Tokens that may be spent now. */
  left: number;
  /** 0–1. */
  share: number;
  /** Nothing can be graded in full before some have flowed in. */
  usedUp: boolean;
  /** Until it is full again, when nothing is spent meanwhile; 0 when it is. */
  fullInSeconds: number;
}

export function standing({ limit, left, periodSeconds }: Budget): Standing {
  const has = left ?? limit;
  const missing = Math.max(0, limit - has);
  return {
    left: Math.max(0, has),
    share: Math.min(1, Math.max(0, has / Math.max(1, limit))),
    usedUp: has <= 0,
    fullInSeconds: (missing / Math.max(1, limit)) * periodSeconds,
  };
}

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

/** 86_400 → `a day`; 7_200 → `2 hours`; in the largest unit that it is whole in. */
export function period(seconds: number): string {
  const [size, unit] = units.find(([of]) => seconds % of === 0) ?? [1, 'second'];
  const count = seconds / size;
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`;
}
