import { bodyOf, gradingApi } from '@/lib/api/client';
import { at, type Service } from './service';

/** Replays those of a cause, oldest first; so many at once, and the answer says how many are left. */
export async function replayCause(service: Service, causeId: string) {
  return bodyOf(
    await gradingApi.POST(at(service, '/api/grading/dead-letters/causes/{causeId}/replay'), {
      params: { path: { causeId } },
    }),
  );
}
