import { bodyOf, catalogApi } from '@/lib/api/client';

/** The next draft, from what is published or from an older version. */
export async function openDraft(id: string, fromVersion?: number) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/questions/{id}/draft', {
      params: { path: { id } },
      body: fromVersion === undefined ? {} : { fromVersion },
    }),
  );
}
