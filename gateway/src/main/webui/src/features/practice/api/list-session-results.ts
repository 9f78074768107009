import { queryOptions } from '@tanstack/react-query';
import { bodyOf, practiceApi } from '@/lib/api/client';

/** What one reached in mock sessions that were released, newest first. */
export function sessionResultsQuery(size: number) {
  return queryOptions({
    queryKey: ['session-results', size],
    queryFn: async ({ signal }) =>
      bodyOf(
        await practiceApi.GET('/api/sessions/results', {
          params: { query: { page: 0, size } },
          signal,
        }),
      ),
  });
}
