import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

/** Who did what with a review; administrators only. */
export function logQuery(id: string) {
  return queryOptions({
    queryKey: keys.log(id),
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET('/api/grading/reviews/{id}/log', { params: { path: { id } }, signal }),
      ),
  });
}
