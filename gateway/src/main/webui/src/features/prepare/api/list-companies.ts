import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

export function companiesQuery() {
  return queryOptions({
    queryKey: ['companies'],
    queryFn: async ({ signal }) =>
      bodyOf(await catalogApi.GET('/api/catalog/companies', { signal })),
    staleTime: 5 * 60_000,
  });
}
