import { asQuery, type AuditFilter } from '@/features/curation/audit/audit-filter';

/** Where the browser downloads the log from, narrowed as it is seen. */
export function auditExportPath(filter: AuditFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(asQuery(filter))) {
    [value].flat().forEach((each) => params.append(name, each));
  }
  const query = params.toString();
  return `/api/catalog/curation/audit/export${query === '' ? '' : `?${query}`}`;
}
