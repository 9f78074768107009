import type { CriterionMark, Evidence, Marks, ReviewQuestion } from '@/lib/api/types';

/** What a quote can be attached to. */
export type Target = { kind: 'criterion'; id: string } | { kind: 'flag'; id: string };

export const targetKey = ({ kind, id }: Target): string => `${kind}:${id}`;

export function targetFrom(key: string): Target | null {
  const [kind, id] = key.split(/:(.*)/s);
  return (kind === 'criterion' || kind === 'flag') && id ? { kind, id } : null;
}

/** As many as the server takes. */
export const quoteLimit = 10;

/** Marks over the whole rubric, in its order: what was given, and blanks for the rest. */
export function marksOver(question: Rubric, given: Marks | undefined): Marks {
  return {
    criteria: question.criteria.map(({ id }) => {
      const mark = given?.criteria.find(({ criterionId }) => criterionId === id);
      return {
        criterionId: id,
        ...(mark?.level !== undefined && { level: mark.level }),
        evidence: (mark?.evidence ?? []).map(({ quote, start, end }) => ({ quote, start, end })),
        ...(mark?.note && { note: mark.note }),
      };
    }),
    redFlags: question.redFlags.flatMap(({ id }) => {
      const flag = given?.redFlags.find(({ redFlagId }) => redFlagId === id);
      return flag
        ? {
            redFlagId: id,
            evidence: flag.evidence.map(({ quote, start, end }) => ({ quote, start, end })),
          }
        : [];
    }),
    ...(given?.comment && { comment: given.comment }),
  };
}

type Rubric = Pick<ReviewQuestion, 'criteria' | 'redFlags'>;

/** The same marks are always the same text, so that texts can be compared. */
export const marksText = (question: Rubric, marks: Marks | undefined): string =>
  JSON.stringify(marksOver(question, marks));

export const marksFrom = (text: string): Marks => JSON.parse(text) as Marks;

function changed(
  marks: Marks,
  criterionId: string,
  change: (mark: CriterionMark) => CriterionMark,
): Marks {
  return {
    ...marks,
    criteria: marks.criteria.map((mark) =>
      mark.criterionId === criterionId ? change(mark) : mark,
    ),
  };
}

export const withLevel = (marks: Marks, criterionId: string, level: number): Marks =>
  changed(marks, criterionId, (mark) => ({ ...mark, level }));

export const withNote = (marks: Marks, criterionId: string, note: string): Marks =>
  changed(marks, criterionId, (mark) => ({ ...mark, note }));

export function withFlag(marks: Marks, redFlagId: string, seen: boolean): Marks {
  const others = marks.redFlags.filter((flag) => flag.redFlagId !== redFlagId);
  const flag = marks.redFlags.find((known) => known.redFlagId === redFlagId);
  return { ...marks, redFlags: seen ? [...others, flag ?? { redFlagId, evidence: [] }] : others };
}

export const withComment = (marks: Marks, comment: string): Marks => ({ ...marks, comment });

/** Attaches a quote; the same one twice, or one too many, changes nothing. A red flag is then seen, too. */
export function withQuote(marks: Marks, target: Target, quote: Evidence): Marks {
  const added = (evidence: readonly Evidence[]): Evidence[] =>
    evidence.length >= quoteLimit ||
    evidence.some(({ start, end }) => start === quote.start && end === quote.end)
      ? [...evidence]
      : [...evidence, quote].sort((a, b) => a.start - b.start || a.end - b.end);
  return quotesChanged(marks, target, added);
}

export const withoutQuote = (marks: Marks, target: Target, index: number): Marks =>
  quotesChanged(marks, target, (evidence) => evidence.filter((_, at) => at !== index));

function quotesChanged(
  marks: Marks,
  target: Target,
  change: (evidence: readonly Evidence[]) => Evidence[],
): Marks {
  if (target.kind === 'criterion') {
    return changed(marks, target.id, (mark) => ({ ...mark, evidence: change(mark.evidence) }));
  }
  const seen = withFlag(marks, target.id, true);
  return {
    ...seen,
    redFlags: seen.redFlags.map((flag) =>
      flag.redFlagId === target.id ? { ...flag, evidence: change(flag.evidence) } : flag,
    ),
  };
}

/** Ids of the criteria without a level. */
export const unmarked = (marks: Marks): string[] =>
  marks.criteria.flatMap(({ criterionId, level }) => (level === undefined ? criterionId : []));
