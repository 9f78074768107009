import { gradingApi } from '@/lib/api/client';
import { isKeepable, outcomeOf } from '@/lib/api/save-outcome';
import type { Review } from '@/lib/api/types';
import type { AnswerTransport } from '@/lib/autosave';
import { marksFrom, marksText } from '@/features/reviews/marking/marks';
import { readReview } from './read-review';

/** Carries marks, as text, to the server; a save holds the claim longer. */
export function marksTransport(
  { id, question }: Pick<Review, 'id' | 'question'>,
  onSaved: (review: Review) => void,
): AnswerTransport {
  return {
    async save({ text, revision, leaving }) {
      try {
        const { data } = await gradingApi.PUT('/api/grading/reviews/{id}/marks', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: marksFrom(text),
          keepalive: leaving && isKeepable(text),
        });
        if (!data) {
          return { kind: 'unreachable' };
        }
        onSaved(data);
        return { kind: 'saved', revision: data.revision };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async read() {
      const review = await readReview(id);
      return { text: marksText(question, review.marks), revision: review.revision };
    },
  };
}
