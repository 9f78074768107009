import { bodyOf, catalogApi } from '@/lib/api/client';

/** Brings the draft back that was discarded last. */
export async function restoreDiscarded(id: string) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/questions/{id}/draft/restoration', {
      params: { path: { id } },
    }),
  );
}
