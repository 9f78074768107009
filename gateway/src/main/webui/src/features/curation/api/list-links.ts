import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

/** What a question is linked with, newest first. */
export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: keys.links(id),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/curation/questions/{id}/links', {
          params: { path: { id } },
          signal,
        }),
      ).items,
  });
