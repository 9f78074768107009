import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

export function regradeQuery(id: string) {
  return queryOptions({
    queryKey: keys.regrade(id),
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET('/api/grading/regrades/{id}', { params: { path: { id } }, signal }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || state.data?.state === 'applying' ? 2_000 : false,
  });
}
