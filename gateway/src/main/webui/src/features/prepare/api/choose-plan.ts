import { bodyOf, practiceApi } from '@/lib/api/client';

export async function choosePlan(planId: string, interviewDate?: string) {
  return bodyOf(await practiceApi.PUT('/api/practice/plan', { body: { planId, interviewDate } }));
}
