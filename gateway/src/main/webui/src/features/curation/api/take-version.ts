import { bodyOf, catalogApi } from '@/lib/api/client';
import type { DraftView } from '@/lib/api/types';

/** Says that a draft takes into account what was published after it was begun. */
export async function takeVersion(id: string, draft: DraftView, baseVersion: number) {
  return bodyOf(
    await catalogApi.PUT('/api/catalog/curation/questions/{id}/draft', {
      params: { path: { id }, header: { 'If-Match': `"${draft.revision}"` } },
      body: { slug: draft.slug, content: draft.content, baseVersion },
    }),
  );
}
