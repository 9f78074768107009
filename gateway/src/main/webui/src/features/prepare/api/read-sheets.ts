import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** Questions whole, with rubric and strong answer, as an interviewer takes them into the room. */
export function sheetsQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['sheets', ids],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions/sheets', {
          params: { query: { ids: [...ids] } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
