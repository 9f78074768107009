import { bodyOf, catalogApi } from '@/lib/api/client';

export async function retireQuestion(id: string, reason: string) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/questions/{id}/retirement', {
      params: { path: { id } },
      body: { reason },
    }),
  );
}
