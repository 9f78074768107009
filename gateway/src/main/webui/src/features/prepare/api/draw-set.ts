import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { SetWish } from '@/features/prepare/sets/set-wish';

/** Questions drawn at random that fit the wish; the same seed draws the same. */
export function setQuery({ minutes, seed = 0, ...filter }: SetWish) {
  return queryOptions({
    queryKey: ['random-set', minutes, seed, filter],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/sets/random', {
          params: { query: { ...filter, minutes, seed } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
