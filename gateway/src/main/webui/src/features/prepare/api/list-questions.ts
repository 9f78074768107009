import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';

/** The questions of a topic, the easiest first. */
export function questionsOfTopicQuery(topic: string, size: number) {
  return queryOptions({
    queryKey: ['questions-of', topic, size],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions', {
          params: { query: { topic: [topic], sort: 'difficulty', page: 0, size } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}
