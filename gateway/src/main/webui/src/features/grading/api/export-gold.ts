import { bodyOf, gradingApi } from '@/lib/api/client';

/** Reviewed answers as JSON lines, of one question or of all; empty when nobody has decided on one yet. */
export async function exportGold(questionId?: string): Promise<string> {
  return bodyOf(
    await gradingApi.GET('/api/grading/gold', {
      params: { query: { questionId } },
      parseAs: 'text',
    }),
  );
}
