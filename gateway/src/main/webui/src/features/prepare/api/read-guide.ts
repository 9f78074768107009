import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function guideQuery(id: string) {
  return queryOptions({
    queryKey: ['guide', id],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/guides/{id}', { params: { path: { id } }, signal }),
      ),
    staleTime: 5 * 60_000,
  });
}
