import { queryOptions } from '@tanstack/react-query';
import { bodyOf, practiceApi } from '@/lib/api/client';
import { keys } from './keys';

/** What to practise next, each with its reason. */
export function nextQuery(size: number) {
  return queryOptions({
    queryKey: [...keys.next, size],
    queryFn: async ({ signal }) =>
      bodyOf(await practiceApi.GET('/api/practice/next', { params: { query: { size } }, signal })),
  });
}
