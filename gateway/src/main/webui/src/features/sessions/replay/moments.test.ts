import { expect, it } from 'vitest';
import { momentsOf, neighbour } from './moments';
import { Tape } from './tape';

const tape = new Tape(
  [
    { kind: 'phase', data: { phase: 'LIVE' } },
    { kind: 'question', data: { item: 'q', question: { title: 'Softmax' } } },
    { kind: 'chat', actor: 'p-casey', data: { text: 'Hello' } },
    { kind: 'run', data: { doc: 'q', exit: 1, stderr: 'ZeroDivisionError' } },
    { kind: 'hand', actor: 'p-casey', data: { raised: true } },
    { kind: 'hand', actor: 'p-casey', data: { raised: false } },
    { kind: 'focus', actor: 'p-casey', data: { until: '2027-01-15T08:05:00Z' } },
    { kind: 'focus', data: { until: null } },
    { kind: 'pause', actor: 'p-gone', data: { paused: true } },
    { kind: 'phase', data: { phase: 'SCORING' } },
  ].map((entry, index) => ({
    ...entry,
    seq: index + 1,
    at: new Date(1_800_000_000_000 + index * 10_000).toISOString(),
  })),
);
const names: Record<string, string> = { 'p-casey': 'Casey' };
const nameOf = (participant: string) => names[participant] ?? 'Somebody';
const note = {
  id: 'n',
  kind: 'note',
  seq: 3,
  at: '',
  revision: 1,
  data: { text: 'Asks well.' },
} as const;

it('lists what one may want to jump to, with who did it, and own notes where they were taken', () => {
  expect(momentsOf(tape, [note], nameOf).map(({ at, label }) => [at, label])).toEqual([
    [0, 'Begin'],
    [10_000, 'Question: Softmax'],
    [20_000, 'Casey: Hello'],
    [20_000, 'Asks well.'],
    [30_000, 'Ran the program: it failed'],
    [40_000, 'Casey raised a hand'],
    [60_000, 'Focus time, by Casey'],
    [70_000, 'End of focus time'],
    [80_000, 'Paused, by Somebody'],
    [90_000, 'End'],
  ]);
});

it('jumps to the neighbours, and not to where one is', () => {
  const moments = momentsOf(tape, [], nameOf);
  expect(neighbour(moments, 20_000, 1)?.at).toBe(30_000);
  expect(neighbour(moments, 10_500, -1)?.at).toBe(0);
  expect(neighbour(moments, 12_000, -1)?.at).toBe(10_000);
  expect(neighbour(moments, 90_000, 1)).toBeUndefined();
});
