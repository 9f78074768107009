import { gradingApi } from '@/lib/api/client';

export async function withdrawAppeal(id: string): Promise<void> {
  await gradingApi.DELETE('/api/grading/appeals/{id}', { params: { path: { id } } });
}
