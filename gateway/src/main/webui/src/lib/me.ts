import { queryOptions, useQuery } from '@tanstack/react-query';
import { connection } from './connection';
import { errorOf, UnreachableError } from './api/problem';
import type { Me } from './api/types';
import { session } from './session';

async function readMe(): Promise<Me | null> {
  let response: Response;
  try {
    response = await fetch('/api/me', { credentials: 'same-origin' });
  } catch (error) {
    connection.missed();
    throw new UnreachableError(error);
  }
  if (response.status === 401) {
    connection.reached();
    session.known(false);
    return null;
  }
  if (!response.ok) {
    const error = await errorOf(response);
    if (error instanceof UnreachableError) {
      connection.missed();
    }
    throw error;
  }
  connection.reached();
  session.known(true);
  return (await response.json()) as Me;
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: readMe, staleTime: 5 * 60_000 });

/** Only candidates answer questions and have attempts. */
export const isCandidate = (me: Me | null | undefined): boolean =>
  me?.roles.includes('candidate') ?? false;

/** Interviewers and administrators review what candidates wrote. */
export const isReviewer = (me: Me | null | undefined): boolean =>
  (me?.roles.includes('interviewer') ?? false) || isAdmin(me);

export const isAdmin = (me: Me | null | undefined): boolean => me?.roles.includes('admin') ?? false;

/** Who is signed in; `null` for nobody, `undefined` while it isn't known. */
export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data;
}
