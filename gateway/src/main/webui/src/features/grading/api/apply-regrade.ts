import { bodyOf, gradingApi } from '@/lib/api/client';

export async function applyRegrade(id: string) {
  return bodyOf(
    await gradingApi.POST('/api/grading/regrades/{id}/application', { params: { path: { id } } }),
  );
}
