import { queryOptions } from '@tanstack/react-query';
import { bodyOf, practiceApi } from '@/lib/api/client';
import { keys } from './keys';

export async function readAttempt(id: string, signal?: AbortSignal) {
  return bodyOf(
    await practiceApi.GET('/api/practice/attempts/{id}', { params: { path: { id } }, signal }),
  );
}

export function attemptQuery(id: string) {
  return queryOptions({
    queryKey: keys.attempt(id),
    queryFn: ({ signal }) => readAttempt(id, signal),
    // A draft is opened as the server has it now: it may have been written elsewhere since.
    staleTime: 0,
  });
}
