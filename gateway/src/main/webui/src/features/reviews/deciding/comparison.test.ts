import { describe, expect, it } from 'vitest';
import type { GradeRecord, Review } from '@/lib/api/types';
import { compare, earlierGrade, machineGrade, settledLevel, summary } from './comparison';

const grade = (levels: Record<string, number>) => ({
  criteria: Object.entries(levels).map(([criterionId, level]) => ({
    criterionId,
    level,
    confidence: 0.6,
  })),
});
const record = (sequence: number, by: 'machine' | 'person', levels: Record<string, number>) =>
  ({ sequence, by, grade: grade(levels) }) as unknown as GradeRecord;

const review = (grades: GradeRecord[], own: Record<string, number>): Review =>
  ({
    question: {
      criteria: [
        { id: 'a', title: 'A', weight: 60 },
        { id: 'b', title: 'B', weight: 40 },
      ],
    },
    marks: {
      criteria: Object.entries(own).map(([criterionId, level]) => ({
        criterionId,
        level,
        evidence: [],
      })),
      redFlags: [],
    },
    grades,
  }) as unknown as Review;

describe('compare', () => {
  it('puts own levels beside the newest of the machine and of a person', () => {
    const it = review(
      [
        record(1, 'machine', { a: 0, b: 0 }),
        record(3, 'person', { a: 4, b: 1 }),
        record(2, 'machine', { a: 3, b: 1 }),
      ],
      { a: 1, b: 1 },
    );

    expect(compare(it)).toMatchObject([
      { criterionId: 'a', own: 1, machine: 3, earlier: 4, difference: 2, confidence: 0.6 },
      { criterionId: 'b', own: 1, machine: 1, earlier: 1, difference: 0 },
    ]);
    expect(summary(compare(it))).toBe(
      'You and the grader agree on 1 of 2 criteria. 1 is two or more levels apart.',
    );
  });

  it('leaves a level open only where own and machine differ', () => {
    const compared = compare(review([record(1, 'machine', { a: 3, b: 1 })], { a: 1, b: 1 }));

    expect(compared.map(settledLevel)).toEqual([undefined, 1]);
  });

  it('goes without a grade of a machine', () => {
    const alone = review([], { a: 1, b: 2 });

    expect(machineGrade(alone)).toBeUndefined();
    expect(compare(alone).map(settledLevel)).toEqual([1, 2]);
    expect(summary(compare(alone))).toMatch(/no grade/);
  });

  it('does not take its own decision for an earlier one', () => {
    const decided = {
      ...review([record(1, 'machine', { a: 3 }), record(2, 'person', { a: 2 })], { a: 2 }),
      decision: {} as Review['decision'],
    };

    expect(earlierGrade(decided)).toBeUndefined();
  });
});
