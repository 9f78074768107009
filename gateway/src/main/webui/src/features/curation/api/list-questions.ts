import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { asQuery, type CuratedFilter } from '@/features/curation/list/curated-filter';
import { keys } from './keys';

export const pageSize = 25;

export function questionsQuery(filter: CuratedFilter) {
  return queryOptions({
    queryKey: [...keys.questions, filter],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/curation/questions', {
          params: {
            query: {
              ...asQuery(filter),
              sort: filter.sort,
              page: filter.page,
              size: pageSize,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
