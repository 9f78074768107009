import { bodyOf, gradingApi } from '@/lib/api/client';
import { at, type Service } from './service';

export async function discardDeadLetter(service: Service, id: string, reason: string) {
  return bodyOf(
    await gradingApi.POST(at(service, '/api/grading/dead-letters/{id}/discard'), {
      params: { path: { id } },
      body: { reason },
    }),
  );
}
