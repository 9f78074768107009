import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function collectionsQuery() {
  return queryOptions({
    queryKey: ['collections'],
    queryFn: async ({ signal }) =>
      bodyOf(await catalogApi.GET('/api/catalog/collections', { signal })),
    staleTime: 5 * 60_000,
  });
}
