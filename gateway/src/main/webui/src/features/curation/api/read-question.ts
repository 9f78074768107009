import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

export async function readQuestion(id: string, signal?: AbortSignal) {
  return bodyOf(
    await catalogApi.GET('/api/catalog/curation/questions/{id}', {
      params: { path: { id } },
      signal,
    }),
  );
}

export const questionQuery = (id: string) =>
  queryOptions({
    queryKey: keys.question(id),
    queryFn: ({ signal }) => readQuestion(id, signal),
    // What is on the desk is older than what the service has only by what autosave asks about anyway.
    staleTime: 0,
  });
