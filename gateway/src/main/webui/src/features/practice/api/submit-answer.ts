import { bodyOf, practiceApi } from '@/lib/api/client';

/** Hands in the answer of this revision, and no other. */
export async function submitAnswer(id: string, revision: number, idempotencyKey: string) {
  return bodyOf(
    await practiceApi.POST('/api/practice/attempts/{id}/submission', {
      params: {
        path: { id },
        header: { 'Idempotency-Key': idempotencyKey, 'If-Match': `"${revision}"` },
      },
    }),
  );
}
