import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

/** @param month like `2026-11` */
export function usageQuery(month: string) {
  return queryOptions({
    queryKey: keys.usage(month),
    queryFn: async ({ signal }) =>
      bodyOf(await gradingApi.GET('/api/grading/usage', { params: { query: { month } }, signal })),
    placeholderData: keepPreviousData,
  });
}
