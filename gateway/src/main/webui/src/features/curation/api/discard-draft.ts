import { catalogApi } from '@/lib/api/client';

export async function discardDraft(id: string, revision: number): Promise<void> {
  await catalogApi.DELETE('/api/catalog/curation/questions/{id}/draft', {
    params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
  });
}
