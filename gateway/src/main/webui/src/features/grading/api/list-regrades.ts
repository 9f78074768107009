import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi, listed } from '@/lib/api/client';
import { keys } from './keys';

export function regradesQuery(page: number) {
  return queryOptions({
    queryKey: [...keys.regrades, page],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await gradingApi.GET('/api/grading/regrades', {
            params: { query: { page: String(page), size: '20' } },
            signal,
          }),
        ),
      ),
    refetchInterval: 15_000,
  });
}
