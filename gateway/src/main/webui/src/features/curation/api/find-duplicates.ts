import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { draftFrom } from '@/features/curation/content/content';
import { keys } from './keys';

/** What of a draft makes it like another: nothing else needs another search. */
export function askedText(text: string): string {
  const { slug, content } = draftFrom(text);
  const { title, topics, prompt, probe, rubric } = content;
  return JSON.stringify({ slug, content: { title, topics, prompt, probe, rubric } });
}

/** Questions that ask nearly the same as a draft. */
export const duplicatesQuery = (questionId: string, text: string) =>
  queryOptions({
    queryKey: keys.duplicates(questionId, text),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.POST('/api/catalog/curation/duplicates', {
          body: { questionId, content: draftFrom(text).content },
          signal,
        }),
      ).items,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
