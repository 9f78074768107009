import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function topicQuery(id: string) {
  return queryOptions({
    queryKey: ['topic', id],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/topics/{id}', { params: { path: { id } }, signal }),
      ),
    staleTime: 5 * 60_000,
  });
}
