import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function topicsQuery() {
  return queryOptions({
    queryKey: ['topics'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/topics', { signal })),
    staleTime: 5 * 60_000,
  });
}
