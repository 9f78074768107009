import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { QuestionFilter } from '@/features/catalog/question-filter';

export const pageSize = 20;

export function questionsQuery(filter: QuestionFilter) {
  const { q, sort, page, ...facets } = filter;
  return queryOptions({
    queryKey: ['questions', filter],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions', {
          params: {
            query: { ...facets, q: q === '' ? undefined : q, sort, page, size: pageSize },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
