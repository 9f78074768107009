import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function plansQuery() {
  return queryOptions({
    queryKey: ['plans'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/plans', { signal })),
    staleTime: 5 * 60_000,
  });
}
