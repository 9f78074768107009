import { queryOptions } from '@tanstack/react-query';
import { bodyOf, practiceApi } from '@/lib/api/client';
import { keys } from './keys';

/** The study plan that the reader follows, with progress; without `chosen` when there is none. */
export function myPlanQuery() {
  return queryOptions({
    queryKey: keys.myPlan,
    queryFn: async ({ signal }) => bodyOf(await practiceApi.GET('/api/practice/plan', { signal })),
  });
}
