import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, query } from './call';
import { keys } from './keys';
import type { Guide, JoinLink, SessionPage, SessionPlan, SessionRole, SessionView } from './shapes';

export interface SessionFilter {
  when: 'upcoming' | 'past';
  page: number;
  size: number;
}

export function sessionsQuery(filter: SessionFilter) {
  return queryOptions({
    queryKey: [...keys.sessions, filter],
    queryFn: ({ signal }) => call<SessionPage>('GET', query({ ...filter }), { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: keys.session(id),
    queryFn: ({ signal }) => call<SessionView>('GET', `/${id}`, { signal }),
    staleTime: 5_000,
  });
}

export function guideQuery(id: string) {
  return queryOptions({
    queryKey: keys.guide(id),
    queryFn: ({ signal }) => call<Guide>('GET', `/${id}/guide`, { signal }),
    staleTime: 60_000,
  });
}

/** The same key plans one session only, however often it is sent. */
export const createSession = (plan: SessionPlan, idempotencyKey: string) =>
  call<SessionView>('POST', '', { body: plan, idempotencyKey });

export const changeSession = (id: string, revision: number, plan: SessionPlan) =>
  call<SessionView>('PUT', `/${id}`, { body: plan, revision });

export const cancelSession = (id: string, reason: string) =>
  call<SessionView>('POST', `/${id}/cancellation`, { body: { reason } });

export const openSession = (id: string) => call<SessionView>('POST', `/${id}/opening`);

export const endSession = (id: string) => call<SessionView>('POST', `/${id}/end`);

export const renewLink = (id: string, participantId: string) =>
  call<JoinLink>('POST', `/${id}/participants/${participantId}/link`);

export const joinSession = (token: string) =>
  call<{ sessionId: string; role: SessionRole }>('POST', '/joins', { body: { token } });

export const invitationPath = (id: string): string => `/api/sessions/${id}/invitation.ics`;
