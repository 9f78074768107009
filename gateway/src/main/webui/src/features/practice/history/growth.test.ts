import { describe, expect, it } from 'vitest';
import type { AttemptSummary } from '@/lib/api/types';
import { growth } from './growth';

const attempt = (id: string, submittedAt: string | undefined, score?: number) =>
  ({ id, questionTitle: `Question ${id}`, submittedAt, score }) as AttemptSummary;
const result = (itemId: string, releasedAt: string, score: number) => ({
  sessionId: 's1',
  itemId,
  questionId: 'q',
  questionVersion: 1,
  title: 'In a session',
  score,
  band: 'yes' as const,
  releasedAt,
});

describe('growth', () => {
  it('is one curve through practice and mock sessions', () => {
    const points = growth(
      [
        attempt('c', '2026-11-20T10:00:00Z', 80),
        attempt('a', '2026-11-01T10:00:00Z', 40),
        attempt('draft', undefined),
        attempt('waits', '2026-11-21T10:00:00Z'),
      ],
      [result('b', '2026-11-10T10:00:00Z', 60)],
    );

    expect(points.map(({ key, source, mean }) => [key, source, mean])).toEqual([
      ['a', 'practice', 40],
      ['b', 'mock', 50],
      ['c', 'practice', 60],
    ]);
    expect(points[1]?.to).toBe('/sessions/s1/report');
  });

  it('looks back no further than the last five', () => {
    const points = growth(
      [0, 50, 50, 50, 50, 50].map((score, i) =>
        attempt(String(i), `2026-11-0${i + 1}T10:00:00Z`, score),
      ),
      [],
    );

    expect(points.map(({ mean }) => mean)).toEqual([0, 25, 33, 38, 40, 50]);
  });
});
