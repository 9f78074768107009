import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** The ids of all topics that questions have. */
export const topicsQuery = queryOptions({
  queryKey: ['curation', 'topics'],
  queryFn: async ({ signal }) =>
    bodyOf(await catalogApi.GET('/api/catalog/topics', { signal })).items.map(({ id }) => id),
  staleTime: 5 * 60_000,
});
