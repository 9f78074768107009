import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from '@/lib/connection';
import { session } from '@/lib/session';
import type { paths as CatalogPaths } from './catalog';
import type { paths as GradingPaths } from './grading';
import { errorOf, UnreachableError } from './problem';
import type { paths as SessionPaths } from './session';

/** The gateway asks for it on unsafe requests: another site cannot send it. */
export const csrfHeader = { 'X-Greenroom-CSRF': '1' } as const;

const watch: Middleware = {
  async onResponse({ response }) {
    if (response.ok) {
      connection.reached();
      return undefined;
    }
    const error = await errorOf(response);
    if (error instanceof UnreachableError) {
      connection.missed();
    } else {
      connection.reached();
    }
    if (response.status === 401) {
      session.refused();
    }
    throw error;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      return error;
    }
    connection.missed();
    return new UnreachableError(error);
  },
};

const options = {
  baseUrl: typeof window === 'undefined' ? '' : window.location.origin,
  headers: csrfHeader,
  credentials: 'same-origin',
} as const;

export const catalogApi = createClient<CatalogPaths>(options);
export const practiceApi = createClient<SessionPaths>(options);
export const gradingApi = createClient<GradingPaths>(options);
catalogApi.use(watch);
practiceApi.use(watch);
gradingApi.use(watch);

/** The body of a call that succeeded; a call that failed has thrown already. */
export function bodyOf<T>(result: { data?: T }): T {
  if (result.data === undefined) {
    throw new UnreachableError('an empty answer');
  }
  return result.data;
}

/** A page of a list. */
export interface Listed<T> {
  items: T[];
  /** How many there are on all pages. */
  total: number;
}

/** Documents leave open whether a page is whole; what is missing is empty. */
export const listed = <T>(page: { items?: T[]; page?: { total?: number } }): Listed<T> => ({
  items: page.items ?? [],
  total: page.page?.total ?? 0,
});
