import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { draftFrom } from '@/features/curation/content/content';
import { keys } from './keys';

/** What the linter says about a draft as it stands. */
export const lintQuery = (questionId: string, text: string) =>
  queryOptions({
    queryKey: keys.lint(questionId, text),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.POST('/api/catalog/curation/lint', {
          body: { questionId, ...draftFrom(text) },
          signal,
        }),
      ).findings,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
