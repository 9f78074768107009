import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

export const gradersQuery = queryOptions({
  queryKey: keys.graders,
  queryFn: async ({ signal }) => bodyOf(await gradingApi.GET('/api/grading/graders', { signal })),
  // Breaker and budgets move.
  refetchInterval: 30_000,
});
