import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

export const bulkQuery = queryOptions({
  queryKey: keys.bulk,
  queryFn: async ({ signal }) =>
    bodyOf(await catalogApi.GET('/api/catalog/curation/bulk', { signal })).items,
});
