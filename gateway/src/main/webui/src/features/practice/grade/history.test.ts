import { describe, expect, it } from 'vitest';
import type { Grade, GradeRecord } from '@/lib/api/types';
import { comparedCriteria, comparedGrades } from './history';

const grade = (levels: Record<string, number>): Grade =>
  ({
    score: 50,
    criteria: Object.entries(levels).map(([criterionId, level]) => ({
      criterionId,
      title: criterionId.toUpperCase(),
      weight: 50,
      level,
    })),
  }) as unknown as Grade;

const record = (sequence: number, rest: Partial<GradeRecord>): GradeRecord => ({
  sequence,
  kind: 'first',
  state: 'GRADED',
  current: false,
  by: 'machine',
  decidedAt: '2026-11-22T10:00:00Z',
  ...rest,
});

describe('comparedGrades', () => {
  it('puts the first grade beside what a person decided', () => {
    const history = [
      record(2, { kind: 'review', by: 'person', current: true, grade: grade({ a: 3 }) }),
      record(1, { grade: grade({ a: 1 }) }),
    ];

    expect(comparedGrades(history).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('keeps the first, the newest decision and the one that counts, and leaves out what has no grade', () => {
    const history = [
      record(1, { state: 'NOT_GRADED' }),
      record(2, { kind: 'retry', grade: grade({ a: 1 }) }),
      record(3, { kind: 'review', by: 'person', grade: grade({ a: 2 }) }),
      record(4, { kind: 'appeal', by: 'person', grade: grade({ a: 3 }) }),
      record(5, { kind: 'regrade', current: true, grade: grade({ a: 4 }) }),
    ];

    expect(comparedGrades(history).map(({ sequence }) => sequence)).toEqual([2, 4, 5]);
  });
});

describe('comparedCriteria', () => {
  it('says which criteria differ, and where a grade does not have one', () => {
    const records = comparedGrades([
      record(1, { grade: grade({ a: 1, b: 2 }) }),
      record(2, { by: 'person', current: true, grade: grade({ a: 1, b: 4, c: 0 }) }),
    ]);

    expect(comparedCriteria(records)).toMatchObject([
      { criterionId: 'a', levels: [1, 1], differs: false },
      { criterionId: 'b', levels: [2, 4], differs: true },
      { criterionId: 'c', levels: [undefined, 0], differs: true },
    ]);
  });
});
