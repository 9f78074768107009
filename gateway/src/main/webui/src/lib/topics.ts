import { queryOptions, useQuery } from '@tanstack/react-query';
import { bodyOf, catalogApi } from './api/client';
import { words } from './labels';
import { useMe } from './me';

/** All topics that questions have, with the names that people know them by. */
export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/topics', { signal })),
  staleTime: 5 * 60_000,
});

/**
 * What a topic is called: `rlhf` → `RLHF`. A topic that nobody has described, or whose name isn't there yet, is spelled
 * out.
 */
export function useTopicName(): (id: string) => string {
  const me = useMe();
  const topics = useQuery({ ...topicsQuery, enabled: Boolean(me) }).data?.items;
  return (id) => {
    const known = topics?.find((topic) => topic.id === id);
    return known?.hasPage ? known.title : words(id);
  };
}
