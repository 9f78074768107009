import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi, listed } from '@/lib/api/client';
import { keys } from './keys';

export const healthSorts = ['care', 'attempts', 'score', 'discrimination', 'title'] as const;
export type HealthSort = (typeof healthSorts)[number];

export const healthPageSize = 25;

export const healthQuery = (sort: HealthSort, care: boolean, page: number) =>
  queryOptions({
    queryKey: [...keys.health, sort, care, page],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await catalogApi.GET('/api/catalog/curation/health', {
            params: { query: { sort, care, page, size: healthPageSize } },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
  });
