import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

/** What a published version says; it never changes. */
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: keys.version(id, version),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/curation/questions/{id}/versions/{version}', {
          params: { path: { id, version } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });
