import type { Rubric } from '@/lib/api/types';

/** What each level of a criterion means, from 0 to 4. */
export const levelTexts = ({ levels }: Rubric['criteria'][number]): string[] =>
  [0, 1, 2, 3, 4].map((level) => levels[String(level)] ?? '');
