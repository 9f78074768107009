import type { SampledReviews, SampleReviews } from '@/lib/api/types';
import { plural } from '@/lib/format';

/** What the form holds, as it was typed. */
export interface SampleForm {
  /** In percent. */
  share: string;
  questionId: string;
  /** A day like `2026-11-01`, or nothing. */
  since: string;
}

export const emptySample: SampleForm = { share: '5', questionId: '', since: '' };

/** As many as one draw puts into the queue. */
const most = 200;

/** What is wrong with the share, or nothing. */
export function shareError({ share }: Pick<SampleForm, 'share'>): string | null {
  const percent = percentIn(share);
  return percent > 0 && percent <= 100 ? null : 'More than 0, at most 100.';
}

/** People write `2,5` as well as `2.5`. */
const percentIn = (share: string): number =>
  share.trim() === '' ? Number.NaN : Number(share.trim().replace(',', '.'));

export function sampleFrom({ share, questionId, since }: SampleForm): SampleReviews {
  return {
    share: percentIn(share) / 100,
    questionId: questionId.trim() || undefined,
    // Days are days in UTC, as everywhere in grading.
    since: since === '' ? undefined : `${since}T00:00:00Z`,
  };
}

/** What became of a draw, also when that is nothing. */
export function drawnWords({ opened, considered }: SampledReviews): string {
  if (considered === 0) {
    return 'Every graded answer within these bounds is or was in review: there is nothing left to draw.';
  }
  const of = `${plural(considered, 'answer')} that nobody has looked at`;
  if (opened === 0) {
    return `None of the ${of} falls into this share. The same share always draws the same answers: take a larger one for more.`;
  }
  const drawn = `${opened.toLocaleString()} of the ${of} ${opened === 1 ? 'is' : 'are'} in the queue now.`;
  return opened === most ? `${drawn} That is the most at a time; draw again for more.` : drawn;
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The attempt's id in what was pasted: the id itself, or an address that ends with it. */
export const attemptIn = (text: string): string | null =>
  id.exec(text.trim())?.[0].toLowerCase() ?? null;
