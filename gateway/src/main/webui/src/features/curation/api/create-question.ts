import { bodyOf, catalogApi } from '@/lib/api/client';
import type { Draft } from '@/features/curation/content/content';

/** A new question, of which there is only a draft. */
export async function createQuestion({ slug, content }: Draft) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/questions', {
      body: { content, ...(slug !== '' && { slug }) },
    }),
  );
}
