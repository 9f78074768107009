import { describe, expect, it } from 'vitest';
import type { Entry, EntryKind, RoomState } from './protocol';
import { applyEntry, elapsed } from './room-state';

const at = '2026-11-22T14:10:00.000Z';
const running = { runningSince: '2026-11-22T14:00:00.000Z', elapsedMs: 1_000, limitMs: 60_000 };
const live: RoomState = {
  phase: 'LIVE',
  paused: false,
  item: null,
  items: [{ id: 'q1', position: 0, minutes: 10 }],
  docs: [{ id: 'scratch', item: null, title: 'Scratch', language: 'plain', version: 0, text: '' }],
  boards: [],
  timers: { session: running, items: { q1: running } },
  focus: { until: at, by: 'p1' },
  chat: [],
  hands: [],
  runs: [],
};

let seq = 0;
const entry = (kind: EntryKind, data: Record<string, unknown>, actor = 'p1'): Entry => ({
  seq: ++seq,
  at,
  kind,
  actor,
  data,
});
const question = { title: 'Softmax', prompt: 'Write it.', hints: [] };

describe('an entry of the log', () => {
  it('changes nothing when it comes twice', () => {
    const entries = [
      entry('question', { item: 'q1', question }),
      entry('hint', { item: 'q1', index: 0, text: 'What overflows?' }),
      entry('chat', { text: 'Hello' }),
      entry('hand', { raised: true }),
      entry('doc', { id: 'q1', item: 'q1', title: 'Softmax', language: 'python', version: 0 }),
      entry('run', { doc: 'q1', version: 1, exit: 0, stdout: '', stderr: '', ms: 1 }),
    ];
    const once = entries.reduce(applyEntry, live);

    expect(entries.reduce(applyEntry, once)).toEqual(once);
  });

  it('takes another plan over, with the time that it gives', () => {
    const planned = applyEntry(
      { ...live, phase: 'SCHEDULED' },
      entry('plan', {
        minutes: 20,
        items: [
          { id: 'q2', position: 0, minutes: 5 },
          { id: 'q1', position: 1, minutes: 15 },
        ],
      }),
    );

    expect(planned.items.map(({ id }) => id)).toEqual(['q2', 'q1']);
    expect(planned.timers.session.limitMs).toBe(1_200_000);
    expect(planned.timers.items.q1).toEqual({ ...running, limitMs: 900_000 });
    expect(planned.timers.items.q2).toEqual({ runningSince: null, elapsedMs: 0, limitMs: 300_000 });
  });

  it('leaves the timers alone of which a pause says nothing', () => {
    const stands = { runningSince: null, elapsedMs: 5_000, limitMs: 60_000 };
    const untouched = { runningSince: null, elapsedMs: 0, limitMs: 60_000 };
    const paused = applyEntry(
      { ...live, timers: { session: running, items: { q1: running, q2: untouched } } },
      entry('pause', { paused: true, timers: { session: stands, items: { q1: stands } } }),
    );
    expect(paused.timers).toEqual({ session: stands, items: { q1: stands, q2: untouched } });
  });

  it('stops every timer at its moment when the session ends', () => {
    const ended = applyEntry(live, entry('phase', { phase: 'SCORING' }));

    expect(ended.focus).toBeNull();
    expect(ended.timers.session).toEqual({
      runningSince: null,
      elapsedMs: 601_000,
      limitMs: 60_000,
    });
    expect(elapsed(ended.timers.items.q1 ?? running, Date.parse(at) + 99_000)).toBe(601_000);
  });

  it('does not take an older run for the last one', () => {
    const older = entry('run', { doc: 'a', version: 1, exit: 0, stdout: 'old', stderr: '', ms: 1 });
    const newer = entry('run', { doc: 'a', version: 2, exit: 0, stdout: 'new', stderr: '', ms: 1 });

    expect([newer, older].reduce(applyEntry, live).runs).toMatchObject([{ stdout: 'new' }]);
  });

  it('keeps the hints that were given when a question is put again', () => {
    const state = [
      entry('question', { item: 'q1', question }),
      entry('hint', { item: 'q1', index: 0, text: 'What overflows?' }),
      entry('question', { item: 'q1', question }),
    ].reduce(applyEntry, live);

    expect(state.items[0]?.question?.hints).toEqual(['What overflows?']);
  });
});
