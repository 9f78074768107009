import { queryOptions } from '@tanstack/react-query';
import { isKeepable, outcomeOf } from '@/lib/api/save-outcome';
import type { AnswerTransport } from '@/lib/autosave';
import { call } from './call';
import { keys } from './keys';
import type { Rating, Release, ReleaseContent, Report } from './shapes';

const readRelease = (id: string, signal?: AbortSignal) =>
  call<Release>('GET', `/${id}/release`, { signal });

export function releaseQuery(id: string) {
  return queryOptions({
    queryKey: keys.release(id),
    queryFn: ({ signal }) => readRelease(id, signal),
    staleTime: 0,
  });
}

/** Carries what is composed, as text, to the server. */
export function releaseTransport(
  id: string,
  textOf: (content: ReleaseContent) => string,
  onSaved: (release: Release) => void,
): AnswerTransport {
  return {
    async save({ text, revision, leaving }) {
      try {
        const saved = await call<Release>('PUT', `/${id}/release`, {
          body: JSON.parse(text) as ReleaseContent,
          revision,
          keepalive: leaving && isKeepable(text),
        });
        onSaved(saved);
        return { kind: 'saved', revision: saved.revision };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async read() {
      const release = await readRelease(id);
      return { text: textOf(release), revision: release.revision };
    },
  };
}

export const release = (id: string, revision: number) =>
  call<Report>('POST', `/${id}/release`, { revision });

export function reportQuery(id: string) {
  return queryOptions({
    queryKey: keys.report(id),
    queryFn: ({ signal }) => call<Report>('GET', `/${id}/report`, { signal }),
    staleTime: 30_000,
  });
}

export const rateSession = (id: string, rating: Pick<Rating, 'stars' | 'comment' | 'reply'>) =>
  call<Report>('PUT', `/${id}/rating`, { body: rating });
