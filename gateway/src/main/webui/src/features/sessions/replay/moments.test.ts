import { expect, it } from 'vitest';
import { momentsOf, neighbour } from './moments';
import { Tape } from './tape';

const tape = new Tape(
  [
    { kind: 'phase', data: { phase: 'LIVE' } },
    { kind: 'question', data: { item: 'q', question: { title: 'Softmax' } } },
    { kind: 'chat', data: { text: 'Hello' } },
    { kind: 'run', data: { doc: 'q', exit: 1, stderr: 'ZeroDivisionError' } },
    { kind: 'phase', data: { phase: 'SCORING' } },
  ].map((entry, index) => ({
    ...entry,
    seq: index + 1,
    at: new Date(1_800_000_000_000 + index * 10_000).toISOString(),
  })),
);
const note = {
  id: 'n',
  kind: 'note',
  seq: 3,
  at: '',
  revision: 1,
  data: { text: 'Asks well.' },
} as const;

it('lists what one may want to jump to, with own notes where they were taken', () => {
  expect(momentsOf(tape, [note]).map(({ at, label }) => [at, label])).toEqual([
    [0, 'Begin'],
    [10_000, 'Question: Softmax'],
    [20_000, 'Said: Hello'],
    [20_000, 'Asks well.'],
    [30_000, 'Ran the program: it failed'],
    [40_000, 'End'],
  ]);
});

it('jumps to the neighbours, and not to where one is', () => {
  const moments = momentsOf(tape, []);
  expect(neighbour(moments, 20_000, 1)?.at).toBe(30_000);
  expect(neighbour(moments, 10_500, -1)?.at).toBe(0);
  expect(neighbour(moments, 12_000, -1)?.at).toBe(10_000);
  expect(neighbour(moments, 40_000, 1)).toBeUndefined();
});
