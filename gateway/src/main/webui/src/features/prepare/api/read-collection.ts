import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function collectionQuery(id: string) {
  return queryOptions({
    queryKey: ['collection', id],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/collections/{id}', { params: { path: { id } }, signal }),
      ),
    staleTime: 5 * 60_000,
  });
}
