import type { Grade, GradeRecord, Review } from '@/lib/api/types';

/** One criterion as the reviewer, the machine and an earlier reviewer see it. */
export interface Compared {
  criterionId: string;
  title: string;
  weight: number;
  own: number | undefined;
  machine: number | undefined;
  /** The machine's confidence in its level. */
  confidence: number | undefined;
  /** What a person decided before, when this is an appeal. */
  earlier: number | undefined;
  /** How far the machine lies above (+) or below (−) the reviewer; 0 also when there is nothing to compare. */
  difference: number;
}

const newest = (history: readonly GradeRecord[], by: GradeRecord['by']): Grade | undefined =>
  [...history]
    .sort((a, b) => b.sequence - a.sequence)
    .find((record) => record.by === by && record.grade)?.grade;

export const machineGrade = ({ grades }: Pick<Review, 'grades'>): Grade | undefined =>
  newest(grades, 'machine');

export const earlierGrade = ({ grades, decision }: Pick<Review, 'grades' | 'decision'>) =>
  // Once decided, the newest human grade is this very decision.
  decision ? undefined : newest(grades, 'person');

const levelIn = (grade: Grade | undefined, id: string): number | undefined =>
  grade?.criteria.find(({ criterionId }) => criterionId === id)?.level;

export function compare(
  review: Pick<Review, 'question' | 'marks' | 'grades' | 'decision'>,
): Compared[] {
  const machine = machineGrade(review);
  const earlier = earlierGrade(review);
  return review.question.criteria.map(({ id, title, weight }) => {
    const own = review.marks?.criteria.find(({ criterionId }) => criterionId === id)?.level;
    const machineLevel = levelIn(machine, id);
    return {
      criterionId: id,
      title,
      weight,
      own,
      machine: machineLevel,
      confidence: machine?.criteria.find(({ criterionId }) => criterionId === id)?.confidence,
      earlier: levelIn(earlier, id),
      difference: own === undefined || machineLevel === undefined ? 0 : machineLevel - own,
    };
  });
}

/** Where there is nothing to weigh, the level is settled; else the reviewer chooses. */
export const settledLevel = ({ own, machine }: Compared): number | undefined =>
  machine === undefined || machine === own ? own : undefined;

/** How far apart the two are, in words. */
export function summary(compared: readonly Compared[]): string {
  const both = compared.filter(({ own, machine }) => own !== undefined && machine !== undefined);
  if (both.length === 0) {
    return 'There is no grade of a grader to compare with.';
  }
  const same = both.filter(({ difference }) => difference === 0).length;
  const far = both.filter(({ difference }) => Math.abs(difference) > 1).length;
  const apart = far === 0 ? '' : ` ${far} ${far === 1 ? 'is' : 'are'} two or more levels apart.`;
  return same === both.length
    ? `You and the grader gave the same level on all ${both.length} criteria.`
    : `You and the grader agree on ${same} of ${both.length} criteria.${apart}`;
}
