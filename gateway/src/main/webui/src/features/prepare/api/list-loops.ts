import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function loopsQuery() {
  return queryOptions({
    queryKey: ['loops'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/loops', { signal })),
    staleTime: 5 * 60_000,
  });
}
