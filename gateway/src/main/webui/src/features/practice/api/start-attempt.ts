import { bodyOf, practiceApi } from '@/lib/api/client';

/** The key makes a repeated request (a double click, a lost answer) start one attempt only. */
export async function startAttempt(questionId: string, idempotencyKey: string) {
  return bodyOf(
    await practiceApi.POST('/api/practice/attempts', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: { questionId },
    }),
  );
}
