import { bodyOf, gradingApi } from '@/lib/api/client';
import type { OpenRegrade } from '@/lib/api/types';

export async function openRegrade(wanted: OpenRegrade) {
  return bodyOf(await gradingApi.POST('/api/grading/regrades', { body: wanted }));
}
