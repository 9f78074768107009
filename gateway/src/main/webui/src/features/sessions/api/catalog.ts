import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, catalogApi } from '@/lib/api/client';
import type { Level, Round } from '@/lib/api/types';

const keep = 5 * 60_000;

export function findQuestionsQuery(q: string) {
  return queryOptions({
    queryKey: ['questions-for-session', q],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/questions', {
          params: { query: { q: q === '' ? undefined : q, page: 0, size: 8 } },
          signal,
        }),
      ).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function loopChoicesQuery() {
  return queryOptions({
    queryKey: ['loops'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/loops', { signal })),
    staleTime: keep,
  });
}

/** One round after another with concrete questions; the same seed draws the same. */
export function loopQuestionsQuery(id: string, seed: number) {
  return queryOptions({
    queryKey: ['loop-practice', id, seed, ''],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/loops/{id}/practice', {
          params: { path: { id }, query: { seed } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });
}

export function collectionChoicesQuery() {
  return queryOptions({
    queryKey: ['collections'],
    queryFn: async ({ signal }) =>
      bodyOf(await catalogApi.GET('/api/catalog/collections', { signal })),
    staleTime: keep,
  });
}

export function collectionQuestionsQuery(id: string) {
  return queryOptions({
    queryKey: ['collection', id],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/collections/{id}', { params: { path: { id } }, signal }),
      ),
    staleTime: keep,
  });
}

/** What a drawn set should be like; an empty list asks for nothing. */
export interface SetChoice {
  minutes: number;
  round: Round[];
  topic: string[];
  level: Level[];
}

/** Questions drawn at random that fit the choice; the same seed draws the same. */
export function drawnSetQuery({ seed, ...choice }: SetChoice & { seed: number }) {
  return queryOptions({
    queryKey: ['set-for-session', choice, seed],
    queryFn: async ({ signal }) =>
      bodyOf(
        await catalogApi.GET('/api/catalog/sets/random', {
          params: { query: { ...choice, seed } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

export function topicChoicesQuery() {
  return queryOptions({
    queryKey: ['topics'],
    queryFn: async ({ signal }) => bodyOf(await catalogApi.GET('/api/catalog/topics', { signal })),
    staleTime: keep,
  });
}
