import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

/** What may be done about a grade: appeal it, have it tried again; and how far that has come. */
export function gradeCaseQuery(attemptId: string) {
  return queryOptions({
    queryKey: keys.gradeCase(attemptId),
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET('/api/grading/grades/{attemptId}', {
          params: { path: { attemptId } },
          signal,
        }),
      ),
  });
}
