import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi, listed } from '@/lib/api/client';
import { queryOf, type QueueFilter } from '@/features/reviews/queue/queue-filter';
import { keys } from './keys';

export const pageSize = 20;

export function reviewsQuery(filter: QueueFilter) {
  return queryOptions({
    queryKey: [...keys.reviews, filter],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await gradingApi.GET('/api/grading/reviews', {
            params: {
              query: { ...queryOf(filter), page: String(filter.page), size: String(pageSize) },
            },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
    // Others claim and decide meanwhile.
    refetchInterval: 60_000,
  });
}
