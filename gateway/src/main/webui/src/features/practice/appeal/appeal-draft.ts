/** What a candidate has written of an appeal that isn't sent. */
export interface AppealDraft {
  criteria: string[];
  reason: string;
}

export const emptyDraft: AppealDraft = { criteria: [], reason: '' };

export const reasonLimits = { least: 20, most: 2000 } as const;

/** What still keeps it from being sent; `null` when nothing does. */
export function unready({ criteria, reason }: AppealDraft): string | null {
  const length = reason.trim().length;
  if (criteria.length === 0) {
    return 'Choose at least one criterion.';
  }
  if (length < reasonLimits.least) {
    return `Say why, in at least ${reasonLimits.least} characters.`;
  }
  return length > reasonLimits.most
    ? `Shorten the reason by ${(length - reasonLimits.most).toLocaleString()} characters.`
    : null;
}

/** Under the box: how much is there, or how much may still come. */
export function lengthNote(reason: string): string {
  const length = reason.trim().length;
  if (length < reasonLimits.least) {
    return `${length} of at least ${reasonLimits.least} characters`;
  }
  return `${length.toLocaleString()} of ${reasonLimits.most.toLocaleString()} characters`;
}
