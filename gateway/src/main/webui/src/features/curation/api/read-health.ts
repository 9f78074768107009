import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

/** How well one published question works. */
export const questionHealthQuery = (id: string) =>
  queryOptions({
    queryKey: keys.questionHealth(id),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/curation/questions/{id}/health', {
          params: { path: { id } },
          signal,
        }),
      ),
  });
