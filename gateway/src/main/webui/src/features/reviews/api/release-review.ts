import { gradingApi } from '@/lib/api/client';

/** Gives a review back to the queue; marks that were saved stay. */
export async function releaseReview(id: string): Promise<void> {
  await gradingApi.DELETE('/api/grading/reviews/{id}/claim', { params: { path: { id } } });
}
