import { expect, it } from 'vitest';
import type { GuideItem, RoomNote, TimelineEntry } from '@/features/sessions/api/shapes';
import { chatPieces, notePieces } from './evidence';

const entry = (seq: number, kind: string, data: Record<string, unknown>): TimelineEntry => ({
  seq,
  at: `2026-11-22T10:00:0${seq}Z`,
  kind,
  actor: 'p1',
  data,
});
const entries = [
  entry(1, 'chat', { text: 'Hello' }),
  entry(2, 'question', { item: 'first' }),
  entry(3, 'chat', { text: 'What about overflow?' }),
  entry(4, 'question', { item: 'second' }),
];
const items = ['first', 'second'].map((itemId): GuideItem => ({
  itemId,
  minutes: 10,
  question: {
    title: itemId,
    prompt: '',
    rubric: {
      criteria: [{ id: 'c', title: 'Stability', weight: 100, indicators: [], levels: {} }],
    },
    redFlags: [{ id: 'r', title: 'Divides by zero', severity: 'major', cap: 50, kind: 'x' }],
  },
}));
const note = (
  id: string,
  seq: number,
  kind: RoomNote['kind'],
  data: RoomNote['data'],
): RoomNote => ({
  id,
  kind,
  seq,
  at: `2026-11-22T10:00:0${seq}Z`,
  revision: 1,
  data,
});

it('offers notes and marks in order, at the question they were taken at', () => {
  const pieces = notePieces(
    [
      note('m', 4, 'mark', { item: 'second', redFlagId: 'r', quote: '1/0' }),
      note('n', 3, 'note', { text: 'Asks about shapes.' }),
      note('blank', 3, 'note', {}),
      note('q', 4, 'mark', {
        item: 'first',
        criterionId: 'c',
        quote: 'x - x.max()',
        doc: 'first',
        version: 9,
        from: 2,
        to: 13,
      }),
    ],
    items,
    entries,
  );
  expect(pieces.map(({ key, label, itemId }) => [key, label, itemId])).toEqual([
    ['n', 'Note', 'first'],
    ['m', 'Mark: Divides by zero', 'second'],
    ['q', 'Mark: Stability', 'first'],
  ]);
  expect(pieces[2]?.evidence).toEqual({
    kind: 'mark',
    refId: 'q',
    documentId: 'first',
    version: 9,
    from: 2,
    to: 13,
    quote: 'x - x.max()',
    at: '2026-11-22T10:00:04Z',
  });
});

it('offers what was said, by whom', () => {
  const pieces = chatPieces(entries, [{ id: 'p1', role: 'CANDIDATE', name: 'Casey' }]);
  expect(pieces.map(({ label, itemId, evidence }) => [label, itemId, evidence.quote])).toEqual([
    ['Casey', null, 'Hello'],
    ['Casey', 'first', 'What about overflow?'],
  ]);
});
