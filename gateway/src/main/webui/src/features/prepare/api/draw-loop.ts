import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { Level } from '@/lib/api/types';

/** The rounds of a loop with concrete questions; the same seed draws the same. */
export function loopPracticeQuery(id: string, seed: number, level?: Level) {
  return queryOptions({
    queryKey: ['loop-practice', id, seed, level ?? ''],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/loops/{id}/practice', {
          params: { path: { id }, query: { seed, level } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
