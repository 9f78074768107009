import type { MarkData, PrivateEntry } from '@/features/room/connection/protocol';

/** The marks among what an interviewer noted. */
export const marksOf = (notes: readonly PrivateEntry[]): (PrivateEntry & { data: MarkData })[] =>
  notes.filter(({ kind }) => kind === 'mark') as (PrivateEntry & { data: MarkData })[];

/** The mark that says the same, if there is one. */
export const sameMark = (
  notes: readonly PrivateEntry[],
  { item, criterionId, indicator, redFlagId }: MarkData,
): PrivateEntry | undefined =>
  marksOf(notes).find(
    ({ data }) =>
      data.item === item &&
      (data.quote ?? null) === null &&
      (data.criterionId ?? null) === (criterionId ?? null) &&
      (data.indicator ?? null) === (indicator ?? null) &&
      (data.redFlagId ?? null) === (redFlagId ?? null),
  );
