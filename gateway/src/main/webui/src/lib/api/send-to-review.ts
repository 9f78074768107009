import { bodyOf, gradingApi } from './client';

/** Sends a graded attempt to a person, to see how far people and the grader agree; its grade stays as it is. */
export async function sendToReview(attemptId: string) {
  return bodyOf(await gradingApi.POST('/api/grading/reviews', { body: { attemptId } }));
}
