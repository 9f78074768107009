import { describe, expect, it } from 'vitest';
import {
  balanced,
  draftOf,
  draftText,
  emptyCriterion,
  freeId,
  sheetOf,
  slugFrom,
  weightSum,
  type CriterionSheet,
} from './content';

const weighted = (...weights: (number | null)[]): CriterionSheet[] =>
  weights.map((weight) => ({ ...emptyCriterion(), weight }));

describe('weights', () => {
  it('counts a missing weight as none', () => {
    expect(weightSum(weighted(40, null, 30))).toBe(70);
  });

  it.each([
    [[40, 30, 20]],
    [[1, 1, 1]],
    [[50, 50, 50, 50]],
    [[null, null, null]],
    [[33, 33, 33, 33, 33, 33]],
    [[0, 0, 70]],
  ])('brings %j to exactly 100', (weights) => {
    const after = balanced(weighted(...weights));
    expect(weightSum(after)).toBe(100);
    expect(after.every(({ weight }) => Number.isInteger(weight))).toBe(true);
  });

  it('keeps the order of size', () => {
    const [first, second] = balanced(weighted(60, 20, 10));
    expect(first?.weight).toBeGreaterThan(second?.weight ?? 100);
  });
});

describe('a draft', () => {
  const draft = {
    slug: 'stable-softmax',
    content: {
      title: 'Softmax',
      rubric: {
        criteria: [
          { id: 'a', title: 'A', weight: 60, indicators: ['one', ''], levels: { '0': 'none' } },
        ],
      },
      hints: ['look at exp'],
    },
  };

  it('comes back from the desk with all that was in it', () => {
    expect(draftOf(sheetOf(draft))).toMatchObject(draft);
  });

  it('keeps an empty indicator in its place, since findings point by place', () => {
    expect(draftOf(sheetOf(draft)).content.rubric?.criteria?.[0]?.indicators).toEqual(['one', '']);
  });

  it('is one text in whatever order its fields came', () => {
    const { title, rubric, hints } = draft.content;
    expect(draftText({ slug: draft.slug, content: { hints, rubric, title } })).toBe(
      draftText(draft),
    );
  });

  it('may be empty', () => {
    expect(() => draftText({ slug: '', content: {} })).not.toThrow();
  });
});

describe('names', () => {
  it('makes an address of a title', () => {
    expect(slugFrom('  KV cache: how big, and why? ')).toBe('kv-cache-how-big-and-why');
    expect(slugFrom('Évaluation')).toBe('evaluation');
    expect(slugFrom('???')).toBe('');
  });

  it('gives a copy an id of its own', () => {
    expect(freeId('axis', ['axis', 'axis-2'])).toBe('axis-3');
    expect(freeId('other', ['axis'])).toBe('other');
  });
});
