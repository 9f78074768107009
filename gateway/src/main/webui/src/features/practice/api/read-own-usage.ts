import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

/**
 * What grading one's own answers took, and what is left of the budget.
 *
 * @param month like `2026-11`
 */
export function ownUsageQuery(month: string) {
  return queryOptions({
    queryKey: keys.usage(month),
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET('/api/grading/usage/mine', { params: { query: { month } }, signal }),
      ),
    placeholderData: keepPreviousData,
    // A budget fills up by itself.
    refetchInterval: 60_000,
  });
}
