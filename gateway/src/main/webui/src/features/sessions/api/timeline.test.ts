import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { timelineQuery } from './timeline';

afterEach(() => vi.unstubAllGlobals());

const entry = (seq: number) => ({ seq, at: '2026-11-22T10:00:00Z', kind: 'chat', data: {} });

it('reads page by page to the end, with the notes of each', async () => {
  const pages: Record<string, unknown> = {
    '0': { entries: [entry(1), entry(2)], notes: [{ id: 'n' }], next: 2 },
    '2': { entries: [entry(3)], notes: [{ id: 'later' }] },
  };
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    const after = new URL(path, 'http://here').searchParams.get('after') ?? '';
    asked.push(after);
    return Promise.resolve(new Response(JSON.stringify(pages[after])));
  });
  const timeline = await new QueryClient().fetchQuery(timelineQuery('s'));
  expect(asked).toEqual(['0', '2']);
  expect(timeline.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(timeline.notes.map(({ id }) => id)).toEqual(['n', 'later']);
});
