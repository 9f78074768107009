import { bodyOf, gradingApi } from '@/lib/api/client';
import { at, type Service } from './service';

export async function replayDeadLetter(service: Service, id: string) {
  return bodyOf(
    await gradingApi.POST(at(service, '/api/grading/dead-letters/{id}/replay'), {
      params: { path: { id } },
    }),
  );
}
