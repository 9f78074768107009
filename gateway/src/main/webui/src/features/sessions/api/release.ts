import { queryOptions } from '@tanstack/react-query';
import { call } from './call';
import { keys } from './keys';
import type { Rating, Release, Report } from './shapes';

export type ReleaseContent = Pick<Release, 'feedback' | 'showEvidence' | 'showRecommendation'>;

export function releaseQuery(id: string) {
  return queryOptions({
    queryKey: keys.release(id),
    queryFn: ({ signal }) => call<Release>('GET', `/${id}/release`, { signal }),
    staleTime: 0,
  });
}

export const composeRelease = (id: string, revision: number, content: ReleaseContent) =>
  call<Release>('PUT', `/${id}/release`, { body: content, revision });

export const release = (id: string, revision: number) =>
  call<Report>('POST', `/${id}/release`, { revision });

export function reportQuery(id: string) {
  return queryOptions({
    queryKey: keys.report(id),
    queryFn: ({ signal }) => call<Report>('GET', `/${id}/report`, { signal }),
    staleTime: 30_000,
  });
}

export const rateSession = (id: string, rating: Rating) =>
  call<Rating>('PUT', `/${id}/rating`, { body: rating });
