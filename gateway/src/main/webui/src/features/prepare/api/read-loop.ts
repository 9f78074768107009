import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function loopQuery(id: string) {
  return queryOptions({
    queryKey: ['loop', id],
    queryFn: async ({ signal }) =>
      bodyOf(await catalogApi.GET('/api/catalog/loops/{id}', { params: { path: { id } }, signal })),
    staleTime: 5 * 60_000,
  });
}
