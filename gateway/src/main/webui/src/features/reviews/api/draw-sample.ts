import { bodyOf, gradingApi } from '@/lib/api/client';
import type { SampleReviews } from '@/lib/api/types';

/** Puts a random share of the answers that nobody has looked at into the queue. */
export async function drawSample(wanted: SampleReviews) {
  return bodyOf(await gradingApi.POST('/api/grading/reviews/samples', { body: wanted }));
}
