import { bodyOf, catalogApi } from '@/lib/api/client';
import type { BulkRequest } from '@/lib/api/types';

/** One action on many questions; a dry run says what it would do and does nothing. */
export async function runBulk(body: BulkRequest, dryRun: boolean) {
  return bodyOf(
    await catalogApi.POST('/api/catalog/curation/bulk', { params: { query: { dryRun } }, body }),
  );
}
