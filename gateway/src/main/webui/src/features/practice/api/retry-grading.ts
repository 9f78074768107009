import { bodyOf, gradingApi } from '@/lib/api/client';

/** Asks for another try at an answer that could not be graded. */
export async function retryGrading(attemptId: string) {
  return bodyOf(
    await gradingApi.POST('/api/grading/grades/{attemptId}/retries', {
      params: { path: { attemptId } },
    }),
  );
}
