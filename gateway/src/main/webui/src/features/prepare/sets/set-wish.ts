import type { Level, Round } from '@/lib/api/types';
import { levels, roundCodes } from '@/lib/labels';
import { readSeed } from '@/lib/seed';

/** What a random set should be like; it lives in the address, so that a set can be shared and gone back to. */
export interface SetWish {
  minutes?: number;
  round: Round[];
  topic: string[];
  level: Level[];
  company: string[];
  /** Nothing is drawn without one. */
  seed?: number;
}

export const minutesLimits = { least: 1, most: 480 } as const;

export function readWish(params: URLSearchParams): SetWish {
  const minutes = Number(params.get('minutes') ?? Number.NaN);
  return {
    minutes:
      Number.isInteger(minutes) && minutes >= minutesLimits.least && minutes <= minutesLimits.most
        ? minutes
        : undefined,
    round: params.getAll('round').filter((value): value is Round => roundCodes.includes(value)),
    topic: params.getAll('topic'),
    level: params.getAll('level').flatMap((value) => levels.find((known) => known === value) ?? []),
    company: params.getAll('company'),
    seed: readSeed(params),
  };
}

export function writeWish({ minutes, seed, ...lists }: SetWish): URLSearchParams {
  const params = new URLSearchParams();
  if (minutes !== undefined) {
    params.set('minutes', String(minutes));
  }
  Object.entries(lists).forEach(([name, values]) =>
    values.forEach((value) => params.append(name, value)),
  );
  if (seed !== undefined) {
    params.set('seed', String(seed));
  }
  return params;
}
