import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { Round } from '@/lib/api/types';

export function roundQuery(id: Round) {
  return queryOptions({
    queryKey: ['round', id],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/rounds/{id}', { params: { path: { id } }, signal }),
      ),
    staleTime: 5 * 60_000,
  });
}
