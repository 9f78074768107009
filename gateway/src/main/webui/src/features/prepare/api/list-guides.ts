import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function guidesQuery() {
  return queryOptions({
    queryKey: ['guides'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/guides', { signal })),
    staleTime: 5 * 60_000,
  });
}
