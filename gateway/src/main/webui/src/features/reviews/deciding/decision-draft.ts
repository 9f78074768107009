import type { DecideReview, Review } from '@/lib/api/types';
import { machineGrade, settledLevel, type Compared } from './comparison';

/** A decision while it is being made; kept on the device. */
export interface DecisionDraft {
  /** By criterion; missing where nothing is chosen yet. */
  levels: Record<string, number>;
  redFlags: string[];
  comment: string;
}

/** Agreed levels are chosen already, and every red flag that the reviewer saw. */
export function openingDraft(review: Review, compared: readonly Compared[]): DecisionDraft {
  return {
    levels: Object.fromEntries(
      compared.flatMap((row) => {
        const level = settledLevel(row);
        return level === undefined ? [] : [[row.criterionId, level]];
      }),
    ),
    redFlags: review.marks?.redFlags.map(({ redFlagId }) => redFlagId) ?? [],
    comment: review.marks?.comment ?? '',
  };
}

/** What still keeps it from being decided; `null` when nothing does. */
export function undecided(draft: DecisionDraft, compared: readonly Compared[]): string | null {
  const open = compared.filter(({ criterionId }) => draft.levels[criterionId] === undefined);
  if (open.length > 0) {
    return `Choose a level for ${open.map(({ title }) => title).join(', ')}.`;
  }
  return draft.comment.trim() === '' ? 'Say something to the candidate.' : null;
}

export function decisionOf(draft: DecisionDraft, review: Review): DecideReview {
  return {
    criteria: review.question.criteria.map(({ id }) => {
      const note = review.marks?.criteria.find(({ criterionId }) => criterionId === id)?.note;
      return { criterionId: id, level: draft.levels[id] ?? 0, ...(note && { note }) };
    }),
    redFlags: draft.redFlags,
    comment: draft.comment.trim(),
  };
}

export interface ComparedFlag {
  id: string;
  title: string;
  cap: number;
  own: boolean;
  machine: boolean;
}

/** Red flags that somebody saw, and then the others. */
export function comparedFlags(review: Review): ComparedFlag[] {
  const machine = machineGrade(review);
  return review.question.redFlags
    .map(({ id, title, cap }) => ({
      id,
      title,
      cap,
      own: review.marks?.redFlags.some(({ redFlagId }) => redFlagId === id) ?? false,
      machine: machine?.redFlags.some((flag) => flag.id === id) ?? false,
    }))
    .sort((a, b) => Number(b.own || b.machine) - Number(a.own || a.machine));
}
