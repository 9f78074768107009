import { queryOptions } from '@tanstack/react-query';
import { call } from './call';
import { keys } from './keys';
import type { InterviewerFigures } from './shapes';

export function interviewerStatisticsQuery() {
  return queryOptions({
    queryKey: keys.statistics,
    queryFn: ({ signal }) =>
      call<{ items: InterviewerFigures[] }>('GET', '/statistics/interviewers', { signal }),
    staleTime: 60_000,
  });
}
