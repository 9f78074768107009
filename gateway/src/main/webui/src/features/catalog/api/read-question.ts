import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function questionQuery(idOrSlug: string) {
  return queryOptions({
    queryKey: ['question', idOrSlug],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions/{idOrSlug}', {
          params: { path: { idOrSlug } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
