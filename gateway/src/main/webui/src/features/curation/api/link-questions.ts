import { catalogApi } from '@/lib/api/client';

export type LinkKind = 'duplicate-of' | 'related';

export async function linkQuestions(id: string, otherId: string, kind: LinkKind): Promise<void> {
  await catalogApi.PUT('/api/catalog/curation/questions/{id}/links/{otherId}', {
    params: { path: { id, otherId } },
    body: { kind },
  });
}
