import { practiceApi } from '@/lib/api/client';

export async function discardAttempt(id: string): Promise<void> {
  await practiceApi.DELETE('/api/practice/attempts/{id}', { params: { path: { id } } });
}
