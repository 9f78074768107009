import { practiceApi } from '@/lib/api/client';

/** Deletes what Greenroom holds of the reader, for good. */
export async function deleteOwnData(): Promise<void> {
  await practiceApi.DELETE('/api/practice/own-data');
}
