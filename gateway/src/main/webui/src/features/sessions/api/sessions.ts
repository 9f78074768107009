import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, query } from './call';
import { keys } from './keys';
import type {
  Guide,
  JoinedSession,
  JoinLink,
  SentGuide,
  SessionPage,
  SessionPlan,
  SessionState,
  SessionSummary,
  SessionView,
} from './shapes';

export interface SessionFilter {
  when: 'upcoming' | 'past';
  /** Everybody's are for admins. */
  scope?: 'all' | undefined;
  state?: SessionState | undefined;
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

async function readGuide(id: string, signal: AbortSignal): Promise<Guide> {
  const { items } = await call<SentGuide>('GET', `/${id}/guide`, { signal });
  return {
    items: items.map(({ question, ...item }) => ({
      ...item,
      question: {
        ...question,
        rubric: question.rubric ?? { criteria: [] },
        redFlags: question.redFlags ?? [],
      },
    })),
  };
}

export function guideQuery(id: string) {
  return queryOptions({
    queryKey: keys.guide(id),
    queryFn: ({ signal }) => readGuide(id, signal),
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

/** For admins, of sessions of others. */
export const callOffSession = (id: string, reason: string) =>
  call<SessionSummary>('POST', `/${id}/rescue/cancellation`, { body: { reason } });

/** For admins: gives a session another interviewer. */
export const handSessionOver = (id: string, interviewer: { account: string; name?: string }) =>
  call<SessionSummary>('POST', `/${id}/rescue/interviewers`, {
    body: { role: 'INTERVIEWER', ...interviewer },
  });

export const openSession = (id: string) => call<SessionView>('POST', `/${id}/opening`);

export const endSession = (id: string) => call<SessionView>('POST', `/${id}/end`);

export const renewLink = (id: string, participantId: string) =>
  call<JoinLink>('POST', `/${id}/participants/${participantId}/link`);

export const joinSession = (token: string) =>
  call<JoinedSession>('POST', '/joins', { body: { token } });

export const invitationPath = (id: string): string => `/api/sessions/${id}/invitation.ics`;
