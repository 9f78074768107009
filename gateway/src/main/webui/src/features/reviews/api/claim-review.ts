import { bodyOf, gradingApi } from '@/lib/api/client';

/** Takes a review up, or holds it longer. */
export async function claimReview(id: string) {
  return bodyOf(
    await gradingApi.PUT('/api/grading/reviews/{id}/claim', { params: { path: { id } } }),
  );
}
