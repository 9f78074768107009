import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi, listed } from '@/lib/api/client';
import { asQuery, type AuditFilter } from '@/features/curation/audit/audit-filter';
import { keys } from './keys';

export const auditPageSize = 50;

export function auditQuery(filter: AuditFilter) {
  return queryOptions({
    queryKey: [...keys.audit, filter],
    queryFn: async ({ signal }) =>
      listed(
        bodyOf(
          await catalogApi.GET('/api/catalog/curation/audit', {
            params: { query: { ...asQuery(filter), page: filter.page, size: auditPageSize } },
            signal,
          }),
        ),
      ),
    placeholderData: keepPreviousData,
  });
}
