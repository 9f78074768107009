import type { OpenRegrade, Regrade } from '@/lib/api/types';
import { day } from '@/lib/format';

/** Which answers a re-grade is about, in words. */
export function scopeWords({ questionId, grader, graderVersion, since, until }: Regrade['scope']) {
  const parts = [
    questionId && `of ${questionId}`,
    (graderVersion ?? grader) && `graded by ${graderVersion ?? grader}`,
    since && `from ${day(since)}`,
    until && `until ${day(until)}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'all past answers' : parts.join(', ');
}

/** The form as it is filled in: everything is text until it is sent. */
export interface ScopeForm {
  questionId: string;
  graderVersion: string;
  since: string;
  until: string;
  rubric: 'latest' | 'attempt';
  overridePeople: boolean;
  limit: string;
}

export const emptyForm: ScopeForm = {
  questionId: '',
  graderVersion: '',
  since: '',
  until: '',
  rubric: 'latest',
  overridePeople: false,
  limit: '500',
};

/** Days count whole, in UTC: the last one is in it. */
export function wantedFrom(form: ScopeForm): OpenRegrade {
  const limit = Number(form.limit);
  return {
    scope: {
      ...(form.questionId.trim() && { questionId: form.questionId.trim() }),
      ...(form.graderVersion.trim() && { graderVersion: form.graderVersion.trim() }),
      ...(form.since && { since: `${form.since}T00:00:00Z` }),
      ...(form.until && { until: `${form.until}T23:59:59Z` }),
    },
    rubric: form.rubric,
    overridePeople: form.overridePeople,
    ...(Number.isInteger(limit) && limit > 0 && { limit }),
  };
}
