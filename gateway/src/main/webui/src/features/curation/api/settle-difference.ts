import { bodyOf, catalogApi } from '@/lib/api/client';

/** Takes the text of the files, or lets the database's stand. */
export async function settleDifference(questionId: string, take: 'files' | 'database') {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/reconciliation/{questionId}', {
      params: { path: { questionId } },
      body: { take },
    }),
  );
}
