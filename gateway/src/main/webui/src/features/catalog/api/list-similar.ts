import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** Questions about the same, the most alike first. */
export function similarQuery(idOrSlug: string, size: number) {
  return queryOptions({
    queryKey: ['similar', idOrSlug, size],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions/{idOrSlug}/similar', {
          params: { path: { idOrSlug }, query: { size } },
          signal,
        }),
      ),
    staleTime: 5 * 60_000,
  });
}
