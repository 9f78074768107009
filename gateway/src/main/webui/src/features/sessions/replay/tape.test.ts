import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '@/features/sessions/api/shapes';
import { elapsedAt, sessionTimer, Tape } from './tape';

const start = Date.parse('2026-11-22T10:00:00Z');

/** Entries one second apart, unless told otherwise. */
function log(...events: [kind: string, data: Record<string, unknown>, at?: number][]) {
  return events.map(([kind, data, at = 0], index): TimelineEntry => ({
    seq: index + 1,
    at: new Date(start + (at || index * 1_000)).toISOString(),
    kind,
    data,
  }));
}

/** Types a text letter by letter, as the room logs it. */
function typed(doc: string, word: string): [string, Record<string, unknown>][] {
  let text = Text.empty;
  return [...word].map((letter, index) => {
    const changes = ChangeSet.of({ from: text.length, insert: letter }, text.length);
    text = changes.apply(text);
    return ['edit', { doc, version: index + 1, changes: changes.toJSON() as unknown }];
  });
}

describe('a tape', () => {
  const word = 'def softmax(x):\n    return x\n'.repeat(30);
  const tape = new Tape(
    log(
      ['phase', { phase: 'LIVE' }],
      ['question', { item: 'q', title: 'Softmax' }],
      ...typed('q', word),
    ),
  );

  it('plays a document keystroke by keystroke', () => {
    const textAfter = (count: number) => tape.after(count).documents.get('q')?.text.toString();
    expect(textAfter(1)).toBeUndefined();
    expect(textAfter(2)).toBe('');
    expect(textAfter(5)).toBe('def');
    expect(tape.final().documents.get('q')?.text.toString()).toBe(word);
  });

  it('gives the same whichever way it is wound', () => {
    const moments = [700, 3, 299, 300, 260, 870, 0, 501, 250];
    for (const count of moments) {
      expect(tape.after(count).documents.get('q')?.text.toString() ?? null).toBe(
        count < 2 ? null : word.slice(0, count - 2),
      );
      expect(tape.after(count).count).toBe(count);
    }
  });

  it('knows what had happened by when', () => {
    expect(tape.at(0).phase).toBe('LIVE');
    expect(tape.at(999).item).toBeNull();
    expect(tape.at(1_000).item).toBe('q');
    expect(tape.at(4_400).documents.get('q')?.text.toString()).toBe('def');
    expect(tape.length).toBe((word.length + 1) * 1_000);
    expect(tape.offsetOfSeq(3)).toBe(2_000);
  });

  it('begins with the text that the question came with', () => {
    const given = new Tape(
      log(
        ['doc', { id: 'q', title: 'Softmax', language: 'python', text: 'import numpy\n' }],
        ['edit', { doc: 'q', version: 1, changes: [13, [0, 'x = 1']] }],
      ),
    );
    expect(given.final().documents.get('q')?.text.toString()).toBe('import numpy\nx = 1');
    expect(given.final().documents.get('q')?.language).toBe('python');
  });

  it('says when a change does not fit, and goes on', () => {
    const odd = new Tape(
      log(['edit', { doc: 'q', version: 7, changes: [40, [0, 'x']] }], ['chat', { text: 'Hello' }]),
    ).final();
    expect(odd.documents.get('q')?.broken).toBe(true);
    expect(odd.chat.map(({ text }) => text)).toEqual(['Hello']);
  });

  it('is not turned around by a clock that was set back', () => {
    const back = new Tape(
      log(
        ['chat', { text: 'a' }, 1],
        ['chat', { text: 'b' }, 9_000],
        ['chat', { text: 'c' }, 4_000],
      ),
    );
    expect(back.length).toBe(8_999);
    expect(back.at(8_998).chat).toHaveLength(1);
    expect(back.at(8_999).chat).toHaveLength(3);
  });

  it('lasts as long as the session, whenever somebody looked in before and after', () => {
    const day = 86_400_000;
    const visited = new Tape(
      log(
        ['chat', { text: 'Tomorrow, then.' }, 1],
        ['phase', { phase: 'LIVE' }, day],
        ['chat', { text: 'Hello' }, day + 20_000],
        ['phase', { phase: 'SCORING' }, day + 60_000],
        ['join', { role: 'INTERVIEWER' }, 3 * day],
      ),
    );
    expect(visited.length).toBe(60_000);
    expect(visited.at(0).chat.map(({ text }) => text)).toEqual(['Tomorrow, then.']);
    expect(visited.offsetOf(2)).toBe(20_000);
    expect(visited.at(59_999).phase).toBe('LIVE');
    expect(visited.at(60_000).count).toBe(5);
    expect(visited.offsetOfSeq(5)).toBe(60_000);
  });

  it('counts timers as the room says they ran', () => {
    const since = (millis: number | null, elapsedMs: number) => ({
      runningSince: millis === null ? null : new Date(start + millis).toISOString(),
      elapsedMs,
    });
    const timed = new Tape(
      log(
        ['timer', { item: null, timer: since(0, 0) }],
        ['timer', { item: 'q', timer: since(1_000, 0) }],
        [
          'pause',
          {
            paused: true,
            timers: { session: since(null, 2_000), items: { q: since(null, 1_000) } },
          },
        ],
        [
          'pause',
          {
            paused: false,
            timers: { session: since(3_000, 2_000), items: { q: since(3_000, 1_000) } },
          },
        ],
        ['phase', { phase: 'SCORING' }],
      ),
    );
    expect(elapsedAt(timed.at(1_500).timers.get('q'), 1_500)).toBe(500);
    expect(elapsedAt(timed.at(2_900).timers.get('q'), 2_900)).toBe(1_000);
    expect(elapsedAt(timed.at(3_500).timers.get('q'), 3_500)).toBe(1_500);
    expect(elapsedAt(timed.at(3_500).timers.get(sessionTimer), 3_500)).toBe(2_500);
    expect(elapsedAt(timed.at(9_000).timers.get('q'), 9_000)).toBe(2_000);
  });

  it('of nothing is empty', () => {
    expect(new Tape([]).final().documents.size).toBe(0);
  });

  it('draws a whiteboard as it was at that moment', () => {
    const drawn = new Tape(
      log(
        ['board', { board: 'q', elements: [{ id: 'a', version: 1, versionNonce: 1, x: 1 }] }],
        ['board', { board: 'q', elements: [{ id: 'b', version: 1, versionNonce: 1, x: 2 }] }],
        [
          'board',
          {
            board: 'q',
            elements: [
              { id: 'a', version: 2, versionNonce: 1, x: 9 },
              { id: 'b', version: 2, versionNonce: 1, isDeleted: true },
            ],
          },
        ],
      ),
    );
    const places = (count: number) =>
      drawn
        .after(count)
        .boards.get('q')
        ?.elements.filter(({ isDeleted }) => isDeleted !== true)
        .map(({ id, x }) => [id, x]);
    expect(places(1)).toEqual([['a', 1]]);
    expect(places(2)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(places(3)).toEqual([['a', 9]]);
    expect(places(1)).toEqual([['a', 1]]);
    expect(drawn.final().lastBoard).toBe('q');
  });
});
