import type { components } from '@/lib/api/session';
import type { AttemptSummary } from '@/lib/api/types';

type SessionResult = components['schemas']['SessionResult'];

/** A score that somebody reached, in practice or in a mock session: both lie on one scale. */
export interface Reached {
  key: string;
  at: string;
  score: number;
  source: 'practice' | 'mock';
  title: string;
  /** Where it came from. */
  to: string;
  /** The mean of this one and the four before it, wherever they were reached. */
  mean: number;
}

const window = 5;

/** All scores in the order of time, with the curve through them. */
export function growth(
  attempts: readonly AttemptSummary[],
  results: readonly SessionResult[],
): Reached[] {
  const reached: Omit<Reached, 'mean'>[] = [
    ...attempts.flatMap(({ id, questionTitle: title, score, submittedAt }) =>
      score === undefined || submittedAt === undefined
        ? []
        : [
            {
              key: id,
              at: submittedAt,
              score,
              source: 'practice' as const,
              title,
              to: `/attempts/${id}`,
            },
          ],
    ),
    ...results.map(({ sessionId, itemId, title, score, releasedAt }) => ({
      key: itemId,
      at: releasedAt,
      score,
      source: 'mock' as const,
      title,
      to: `/sessions/${sessionId}/report`,
    })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return reached.map((one, index) => {
    const last = reached.slice(Math.max(0, index - window + 1), index + 1);
    return {
      ...one,
      mean: Math.round(last.reduce((sum, { score }) => sum + score, 0) / last.length),
    };
  });
}
