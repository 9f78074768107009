import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi, listed } from '@/lib/api/client';
import { keys } from './keys';

export const itemsPageSize = 20;

export function regradeItemsQuery(id: string, filter: { crossing: boolean; page: number }) {
  return queryOptions({
    queryKey: [...keys.regradeItems(id), filter],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await gradingApi.GET('/api/grading/regrades/{id}/items', {
            params: {
              path: { id },
              query: {
                crossing: filter.crossing || undefined,
                page: String(filter.page),
                size: String(itemsPageSize),
              },
            },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
  });
}
