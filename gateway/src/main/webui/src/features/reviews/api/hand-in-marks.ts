import { bodyOf, gradingApi } from '@/lib/api/client';

/** Makes the marks of this revision final; the answer tells what the machine and others gave. */
export async function handInMarks(id: string, revision: number) {
  return bodyOf(
    await gradingApi.POST('/api/grading/reviews/{id}/marks/submission', {
      params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
    }),
  );
}
