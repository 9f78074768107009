import { bodyOf, gradingApi } from '@/lib/api/client';
import type { DecideReview } from '@/lib/api/types';

export async function decideReview(id: string, revision: number, decision: DecideReview) {
  return bodyOf(
    await gradingApi.POST('/api/grading/reviews/{id}/decision', {
      params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
      body: decision,
    }),
  );
}
