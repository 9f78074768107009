import type { Grade, GradeRecord } from '@/lib/api/types';

/** A record of the history that has a grade. */
export type GradedRecord = GradeRecord & { grade: Grade };

const isGraded = (record: GradeRecord): record is GradedRecord => record.grade !== undefined;

/**
 * The grades worth seeing side by side: the first one, the newest that a person decided, and the one that counts.
 * Each comes once, oldest first.
 */
export function comparedGrades(history: readonly GradeRecord[]): GradedRecord[] {
  const graded = history.filter(isGraded).sort((a, b) => a.sequence - b.sequence);
  const wanted = [
    graded.at(0),
    graded.filter(({ by }) => by === 'person').at(-1),
    graded.find(({ current }) => current),
  ];
  return graded.filter((record) => wanted.includes(record));
}

export interface ComparedCriterion {
  criterionId: string;
  title: string;
  weight: number;
  /** One level a grade, in their order; missing where a grade doesn't have the criterion. */
  levels: (number | undefined)[];
  /** Whether they differ. */
  differs: boolean;
}

/** Criterion by criterion, in the order of the newest of these grades. */
export function comparedCriteria(records: readonly GradedRecord[]): ComparedCriterion[] {
  const newest = records.at(-1);
  const known = new Map(
    [...records].reverse().flatMap(({ grade }) => grade.criteria.map((c) => [c.criterionId, c])),
  );
  const ids = [
    ...new Set([...(newest?.grade.criteria ?? []).map((c) => c.criterionId), ...known.keys()]),
  ];
  return ids.flatMap((criterionId) => {
    const criterion = known.get(criterionId);
    if (!criterion) {
      return [];
    }
    const levels = records.map(
      ({ grade }) => grade.criteria.find((c) => c.criterionId === criterionId)?.level,
    );
    return {
      criterionId,
      title: criterion.title,
      weight: criterion.weight,
      levels,
      differs: new Set(levels).size > 1,
    };
  });
}
