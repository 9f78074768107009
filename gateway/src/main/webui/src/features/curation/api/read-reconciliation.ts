import { queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import { keys } from './keys';

export const reconciliationQuery = queryOptions({
  queryKey: keys.reconciliation,
  queryFn: async ({ signal }) =>
    bodyOf(await catalogApi.GET('/api/catalog/curation/reconciliation', { signal })),
});
