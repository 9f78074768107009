import { bodyOf, catalogApi } from '@/lib/api/client';

/** Takes it back wherever nothing happened since. */
export async function undoBulk(id: string) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/bulk/{id}/undo', { params: { path: { id } } }),
  );
}
