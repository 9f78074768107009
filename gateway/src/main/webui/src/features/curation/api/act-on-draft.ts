import { bodyOf, catalogApi } from '@/lib/api/client';
import type { CuratedQuestion } from '@/lib/api/types';

export type DraftStep =
  | { step: 'request' | 'withdraw' | 'approve' | 'return'; comment?: string }
  /** `at` is when; at once, when absent. */
  | { step: 'publish'; at?: string; note?: string }
  | { step: 'unschedule' };

/** One step in the life of a draft, of the revision that the reader has seen. */
export async function actOnDraft(
  id: string,
  revision: number,
  wanted: DraftStep,
): Promise<CuratedQuestion> {
  const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
  switch (wanted.step) {
    case 'publish':
      return bodyOf(
        await catalogApi.POST('/api/catalog/curation/questions/{id}/publication', {
          params,
          body: {
            ...(wanted.at && { at: wanted.at }),
            ...(wanted.note?.trim() && { note: wanted.note.trim() }),
          },
        }),
      );
    case 'unschedule':
      return bodyOf(
        await catalogApi.DELETE('/api/catalog/curation/questions/{id}/publication', {
          params: { path: { id } },
        }),
      );
    default:
      return bodyOf(
        await catalogApi.POST('/api/catalog/curation/questions/{id}/review', {
          params,
          body: {
            action: wanted.step,
            ...(wanted.comment?.trim() && { comment: wanted.comment.trim() }),
          },
        }),
      );
  }
}
