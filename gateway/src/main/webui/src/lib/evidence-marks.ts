import type { Evidence, Grade } from '@/lib/api/types';
import type { Span } from './segments';

/** A quote of the answer that supports a judgement, placed in the answer. */
export interface EvidenceMark extends Span {
  /** Id of the element that holds the judgement. */
  judgementId: string;
  /** What the reader sees beside colour: `1`, `2`, … for criteria, `!1`, … for red flags. */
  label: string;
  /** 0–5 for criteria, `flag` for red flags. */
  tone: Tone;
  title: string;
  quote: string;
  /** Whether the answer really holds the quote at this place. */
  found: boolean;
}

export type Tone = 0 | 1 | 2 | 3 | 4 | 5 | 'flag';

export const toneOf = (index: number): Tone => (index % 6) as Tone;

const levelTones: readonly Tone[] = [1, 1, 2, 5, 0];

/** A level's own colour, from little to much; never that of a red flag. */
export const toneOfLevel = (level: number | null | undefined): Tone | 'none' =>
  levelTones[level ?? -1] ?? 'none';

export const criterionElementId = (index: number): string => `criterion-${index + 1}`;

export const flagElementId = (index: number): string => `red-flag-${index + 1}`;

export const markElementId = (markId: string): string => `mark-${markId}`;

export const quoteElementId = (markId: string): string => `quote-${markId}`;

/** All evidence of a grade, criteria first, each checked against the answer once more. */
export function evidenceMarks(
  answer: string,
  grade: Pick<Grade, 'criteria' | 'redFlags'>,
): EvidenceMark[] {
  const place = (
    evidence: readonly Evidence[],
    judgement: Pick<EvidenceMark, 'judgementId' | 'label' | 'tone' | 'title'>,
  ): EvidenceMark[] =>
    evidence.map(({ quote, start, end }, index) => ({
      ...judgement,
      id: `${judgement.judgementId}-${index + 1}`,
      quote,
      start,
      end,
      found: quote.length > 0 && answer.substring(start, end) === quote,
    }));
  return [
    ...grade.criteria.flatMap((criterion, index) =>
      place(criterion.evidence, {
        judgementId: criterionElementId(index),
        label: String(index + 1),
        tone: toneOf(index),
        title: criterion.title,
      }),
    ),
    ...grade.redFlags.flatMap((flag, index) =>
      place(flag.evidence, {
        judgementId: flagElementId(index),
        label: `!${index + 1}`,
        tone: 'flag',
        title: flag.title,
      }),
    ),
  ];
}
