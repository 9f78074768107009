import { bodyOf, catalogApi } from '@/lib/api/client';

export async function reinstateQuestion(id: string) {
  return bodyOf(
    await catalogApi.DELETE('/api/catalog/curation/questions/{id}/retirement', {
      params: { path: { id } },
    }),
  );
}
