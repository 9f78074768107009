import { bodyOf, gradingApi } from '@/lib/api/client';

export async function openAppeal(attemptId: string, criteria: string[], reason: string) {
  return bodyOf(
    await gradingApi.POST('/api/grading/appeals', { body: { attemptId, criteria, reason } }),
  );
}
