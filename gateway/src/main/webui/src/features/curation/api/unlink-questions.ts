import { catalogApi } from '@/lib/api/client';

export async function unlinkQuestions(id: string, otherId: string): Promise<void> {
  await catalogApi.DELETE('/api/catalog/curation/questions/{id}/links/{otherId}', {
    params: { path: { id, otherId } },
  });
}
