import { describe, expect, it } from 'vitest';
import { corrections, whyFound } from './why-found';

const why = { matched: [], meaning: false, corrected: [], synonyms: [] };

describe('whyFound', () => {
  it('names the words and where they stand', () => {
    expect(
      whyFound({
        ...why,
        matched: [
          { field: 'title', terms: ['kv', 'cache'] },
          { field: 'prompt', terms: ['memory'] },
        ],
      }),
    ).toEqual(['“kv”, “cache” in the title', '“memory” in the text']);
  });

  it('says when only the meaning is near', () => {
    expect(whyFound({ ...why, meaning: true })).toEqual(['close in meaning']);
  });

  it('says under which other name it was found', () => {
    expect(whyFound({ ...why, synonyms: [{ from: 'RLHF', to: 'preference training' }] })).toEqual([
      '“preference training” for “RLHF”',
    ]);
  });

  it('says nothing where nothing was searched for', () => {
    expect(whyFound(undefined)).toEqual([]);
  });
});

describe('corrections', () => {
  it('tells each once, whichever results have it', () => {
    const typo = { from: 'atention', to: 'attention' };
    expect(
      corrections([
        { why: { ...why, corrected: [typo] } },
        {},
        { why: { ...why, corrected: [typo] } },
      ]),
    ).toEqual([typo]);
  });
});
