import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** From here on there is something to go by. */
export const leastTyped = 2;

/** What somebody who typed this may be looking for. */
export function suggestionsQuery(typed: string) {
  const q = typed.trim();
  return queryOptions({
    queryKey: ['suggestions', q],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/suggestions', { params: { query: { q } }, signal }),
      ),
    enabled: q.length >= leastTyped,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    // A help that fails is a help that isn't there.
    retry: false,
  });
}
