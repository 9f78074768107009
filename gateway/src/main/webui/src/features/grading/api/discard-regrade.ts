import { gradingApi } from '@/lib/api/client';

export async function discardRegrade(id: string): Promise<void> {
  await gradingApi.DELETE('/api/grading/regrades/{id}', { params: { path: { id } } });
}
