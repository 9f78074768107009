import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';
import { at, type Service } from './service';

/** What the dead letters that nobody has dealt with died of. */
export function causesQuery(service: Service) {
  return queryOptions({
    queryKey: keys.causes(service),
    queryFn: async ({ signal }) =>
      bodyOf(await gradingApi.GET(at(service, '/api/grading/dead-letters/causes'), { signal })),
    refetchInterval: 30_000,
  });
}
