import { queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

export async function readReview(id: string, signal?: AbortSignal) {
  return bodyOf(
    await gradingApi.GET('/api/grading/reviews/{id}', { params: { path: { id } }, signal }),
  );
}

export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: keys.review(id),
    queryFn: ({ signal }) => readReview(id, signal),
    staleTime: 0,
  });
}
