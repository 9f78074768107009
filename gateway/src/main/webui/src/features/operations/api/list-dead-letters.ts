import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi, listed } from '@/lib/api/client';
import type { DeadLetter } from '@/lib/api/types';
import { keys } from './keys';
import { at, type Service } from './service';

export const pageSize = 20;

export interface DeadLetterFilter {
  state: DeadLetter['state'];
  cause?: string;
  /** From 0. */
  page: number;
}

export function deadLettersQuery(service: Service, filter: DeadLetterFilter) {
  return queryOptions({
    queryKey: [...keys.letters(service), filter],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await gradingApi.GET(at(service, '/api/grading/dead-letters'), {
            params: {
              query: { ...filter, page: String(filter.page), size: String(pageSize) },
            },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
