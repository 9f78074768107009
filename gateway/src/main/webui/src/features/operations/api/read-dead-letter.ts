import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';
import { at, type Service } from './service';

export function deadLetterQuery(service: Service, id: string) {
  return queryOptions({
    queryKey: keys.letter(service, id),
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET(at(service, '/api/grading/dead-letters/{id}'), {
          params: { path: { id } },
          signal,
        }),
      ),
  });
}
