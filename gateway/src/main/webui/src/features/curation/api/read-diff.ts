import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

/** What changed from one version to another; `draft` stands for the draft, of that revision. */
export const diffQuery = (id: string, from: string, to: string, revision = 0) =>
  queryOptions({
    queryKey: keys.diff(id, from, to, revision),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/curation/questions/{id}/diff', {
          params: { path: { id }, query: { from, to } },
          signal,
        }),
      ),
    staleTime: 0,
  });
