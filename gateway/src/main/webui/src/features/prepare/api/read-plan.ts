import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** @param interviewDate the weeks get dates, counted back from this day, like `2026-12-24` */
export function planQuery(id: string, interviewDate?: string) {
  return queryOptions({
    queryKey: ['plan', id, interviewDate ?? ''],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/plans/{id}', {
          params: { path: { id }, query: { interviewDate } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
}
