import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, practiceApi } from '@/lib/api/client';
import type { AttemptState } from '@/lib/api/types';
import { keys } from './keys';

export interface AttemptFilter {
  state?: AttemptState;
  questionId?: string;
  page: number;
  size: number;
}

export function attemptsQuery(filter: AttemptFilter) {
  return queryOptions({
    queryKey: [...keys.attempts, filter],
    queryFn: async ({ signal }) =>
      bodyOf(
        await practiceApi.GET('/api/practice/attempts', { params: { query: filter }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}
