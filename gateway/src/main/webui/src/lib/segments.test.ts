import { describe, expect, it } from 'vitest';
import { segmentsOf, type Span } from './segments';

const text = 'We cache embeddings and rerank the top fifty.';
const joined = (spans: Span[], of = text) =>
  segmentsOf(of, spans)
    .map((segment) => segment.text)
    .join('');

describe('segmentsOf', () => {
  it('leaves a text without spans whole', () => {
    expect(segmentsOf(text, [])).toEqual([
      { start: 0, end: text.length, text, covers: [], opens: [] },
    ]);
  });

  it('has no segment for an empty text', () => {
    expect(segmentsOf('', [{ id: 'a', start: 0, end: 3 }])).toEqual([]);
  });

  it('cuts out a span', () => {
    expect(
      segmentsOf(text, [{ id: 'a', start: 3, end: 19 }]).map((s) => [s.text, s.covers]),
    ).toEqual([
      ['We ', []],
      ['cache embeddings', ['a']],
      [' and rerank the top fifty.', []],
    ]);
  });

  it('gives overlapping spans a segment of their own, the more specific first', () => {
    const segments = segmentsOf(text, [
      { id: 'wide', start: 0, end: 30 },
      { id: 'late', start: 20, end: 44 },
    ]);

    expect(
      segments.map(({ start, end, covers, opens }) => ({ start, end, covers, opens })),
    ).toEqual([
      { start: 0, end: 20, covers: ['wide'], opens: ['wide'] },
      { start: 20, end: 30, covers: ['late', 'wide'], opens: ['late'] },
      { start: 30, end: 44, covers: ['late'], opens: [] },
      { start: 44, end: 45, covers: [], opens: [] },
    ]);
  });

  it('keeps two spans over the same words apart', () => {
    const same = { start: 3, end: 8 };
    const marked = segmentsOf(text, [
      { id: 'a', ...same },
      { id: 'b', ...same },
    ])[1];

    expect(marked).toMatchObject({ text: 'cache', covers: ['a', 'b'], opens: ['a', 'b'] });
  });

  it('nests a span in another', () => {
    const covers = segmentsOf(text, [
      { id: 'outer', start: 3, end: 30 },
      { id: 'inner', start: 9, end: 19 },
    ]).map((segment) => segment.covers);

    expect(covers).toEqual([[], ['outer'], ['inner', 'outer'], ['outer'], []]);
  });

  it('leaves out what does not lie in the text', () => {
    const wrong = [
      { id: 'backwards', start: 9, end: 3 },
      { id: 'empty', start: 4, end: 4 },
      { id: 'negative', start: -1, end: 4 },
      { id: 'beyond', start: 40, end: 400 },
      { id: 'fraction', start: 1.5, end: 4 },
    ];

    expect(segmentsOf(text, wrong)).toHaveLength(1);
  });

  it('counts in UTF-16, as the server does', () => {
    const emoji = 'ok 👍🏽 then ünïcode';
    const start = emoji.indexOf('then');

    expect(segmentsOf(emoji, [{ id: 'a', start, end: start + 4 }])[1]?.text).toBe('then');
  });

  it('always gives the text back, whatever the spans', () => {
    for (let round = 0; round < 200; round++) {
      const spans = Array.from({ length: round % 7 }, (_, index) => {
        const start = (round * 7 + index * 13) % text.length;
        return { id: String(index), start, end: start + ((round + index * 5) % 20) };
      });
      expect(joined(spans)).toBe(text);
    }
  });
});
