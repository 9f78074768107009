import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { bodyOf, practiceApi } from './api/client';
import type { Bookmark } from './api/types';
import { useMe } from './me';
import { Store, useStore } from './store';

const pageSize = 100;

async function readAll(signal: AbortSignal): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  for (let page = 0; ; page++) {
    const { items, page: facts } = bodyOf(
      await practiceApi.GET('/api/practice/bookmarks', {
        params: { query: { page, size: pageSize } },
        signal,
      }),
    );
    found.push(...items);
    if (items.length === 0 || found.length >= facts.total) {
      return found;
    }
  }
}

/** All that the reader has marked, newest first: at most a thousand, and every list wants to know of each of its questions. */
export const bookmarksQuery = queryOptions({
  queryKey: ['bookmarks'],
  queryFn: ({ signal }) => readAll(signal),
  staleTime: 5 * 60_000,
});

/** What was changed here since the list was read; the list keeps what was taken off, so that it can be put back. */
const changes = new Store<Readonly<Record<string, boolean>>>({});
const put = (id: string, marked: boolean) => changes.set({ ...changes.get(), [id]: marked });

/** Which questions are marked; `undefined` while that isn't known. Changes show at once and are taken back if refused. */
export function useBookmarks() {
  const me = useMe();
  const changed = useStore(changes);
  const read = useQuery({ ...bookmarksQuery, enabled: Boolean(me) }).data;
  const change = useMutation({
    mutationFn: async ({ id, marked }: { id: string; marked: boolean }) => {
      const options = { params: { path: { questionId: id } } };
      await (marked
        ? practiceApi.PUT('/api/practice/bookmarks/{questionId}', options)
        : practiceApi.DELETE('/api/practice/bookmarks/{questionId}', options));
    },
    onMutate: ({ id, marked }) => put(id, marked),
    onError: (_, { id, marked }) => put(id, !marked),
  });
  return {
    isMarked:
      read && ((id: string) => changed[id] ?? read.some(({ questionId }) => questionId === id)),
    mark: (id: string, marked: boolean) => change.mutate({ id, marked }),
    error: change.error,
  };
}
