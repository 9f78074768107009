import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { Format } from '@/features/curation/exchange/formats';
import { keys } from './keys';

/** What a format cannot carry. */
export const lossesQuery = (format: Format) =>
  queryOptions({
    queryKey: keys.losses(format),
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/exports/losses', {
          params: { query: { format } },
          signal,
        }),
      ).items,
    staleTime: Infinity,
  });
