import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function roundsQuery() {
  return queryOptions({
    queryKey: ['rounds'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/rounds', { signal })),
    staleTime: 5 * 60_000,
  });
}
