import { bodyOf, catalogApi } from '@/lib/api/client';
import { asHeader, type Choices } from '@/features/curation/exchange/import-choices';
import type { Format } from '@/features/curation/exchange/formats';

export interface ImportWanted {
  file: File;
  format: Format | 'auto';
  /** As the service thinks best, when absent. */
  as?: 'drafts' | 'published';
  pack: string;
  /** For rows that are not simply taken over. */
  choices?: Choices;
}

/** Takes a file over, all of it or nothing; a dry run says row by row what would change. */
export async function importFile(
  { file, format, as, pack, choices }: ImportWanted,
  dryRun: boolean,
) {
  const chosen = choices && asHeader(choices);
  return bodyOf(
    await catalogApi.POST('/api/catalog/imports', {
      params: {
        query: { dryRun, format, ...(as && { as }), ...(pack.trim() && { pack: pack.trim() }) },
      },
      // Sent as the bytes that it is: what it holds is for the service to find out.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: {
        ...(chosen && { 'Import-Choices': chosen }),
        'Content-Type': 'application/octet-stream',
      },
    }),
  );
}
