import { bodyOf, catalogApi } from '@/lib/api/client';

/** Retires a question with a pointer to another, which gets a draft with what both had. */
export async function mergeQuestion(id: string, into: string) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/questions/{id}/merge', {
      params: { path: { id } },
      body: { into },
    }),
  );
}
