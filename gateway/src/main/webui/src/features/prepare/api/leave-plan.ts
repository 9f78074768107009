import { practiceApi } from '@/lib/api/client';

export async function leavePlan(): Promise<void> {
  await practiceApi.DELETE('/api/practice/plan');
}
