import { describe, expect, it } from 'vitest';
import type { ReviewQuestion } from '@/lib/api/types';
import {
  marksFrom,
  marksOver,
  marksText,
  quoteLimit,
  targetFrom,
  targetKey,
  unmarked,
  withComment,
  withFlag,
  withLevel,
  withoutQuote,
  withQuote,
} from './marks';

const question = {
  criteria: [{ id: 'stability' }, { id: 'axis' }],
  redFlags: [{ id: 'naive' }],
} as unknown as ReviewQuestion;
const blank = marksOver(question, undefined);
const stability = { kind: 'criterion', id: 'stability' } as const;
const naive = { kind: 'flag', id: 'naive' } as const;
const quote = (start: number) => ({ quote: 'x', start, end: start + 1 });

describe('marks', () => {
  it('begin blank for every criterion', () => {
    expect(unmarked(blank)).toEqual(['stability', 'axis']);
    expect(unmarked(withLevel(blank, 'axis', 0))).toEqual(['stability']);
  });

  it('are the same text whatever order the server has them in', () => {
    const marks = withComment(withLevel(withLevel(blank, 'axis', 2), 'stability', 4), 'Well done.');

    const reversed = { ...marks, criteria: [...marks.criteria].reverse() };

    expect(marksText(question, reversed)).toBe(marksText(question, marks));
    expect(marksFrom(marksText(question, marks))).toEqual(marks);
  });

  it('keep quotes in the order of the answer, each once, and not too many', () => {
    let marks = withQuote(withQuote(blank, stability, quote(9)), stability, quote(3));
    marks = withQuote(marks, stability, quote(9));

    expect(marks.criteria[0]?.evidence.map(({ start }) => start)).toEqual([3, 9]);

    for (let start = 20; start < 60; start++) {
      marks = withQuote(marks, stability, quote(start));
    }
    expect(marks.criteria[0]?.evidence).toHaveLength(quoteLimit);
  });

  it('see a red flag as soon as something is quoted for it, and forget its quotes with it', () => {
    const seen = withQuote(blank, naive, quote(3));

    expect(seen.redFlags).toEqual([{ redFlagId: 'naive', evidence: [quote(3)] }]);
    expect(withoutQuote(seen, naive, 0).redFlags).toEqual([{ redFlagId: 'naive', evidence: [] }]);
    expect(withFlag(seen, 'naive', false).redFlags).toEqual([]);
  });

  it('name what a quote is attached to', () => {
    expect(targetFrom(targetKey(naive))).toEqual(naive);
    expect(targetFrom(targetKey({ kind: 'criterion', id: 'a:b' }))).toEqual({
      kind: 'criterion',
      id: 'a:b',
    });
    expect(targetFrom('other:x')).toBeNull();
  });
});
