import { describe, expect, it } from 'vitest';
import type { Review } from '@/lib/api/types';
import { compare } from './comparison';
import { comparedFlags, decisionOf, openingDraft, undecided } from './decision-draft';

const review = {
  question: {
    criteria: [
      { id: 'a', title: 'Depth', weight: 60 },
      { id: 'b', title: 'Breadth', weight: 40 },
    ],
    redFlags: [
      { id: 'x', title: 'X', cap: 40 },
      { id: 'y', title: 'Y', cap: 50 },
    ],
  },
  marks: {
    criteria: [
      { criterionId: 'a', level: 1, evidence: [], note: 'Only named.' },
      { criterionId: 'b', level: 2, evidence: [] },
    ],
    redFlags: [],
    comment: 'Thank you.',
  },
  grades: [
    {
      sequence: 1,
      by: 'machine',
      grade: {
        criteria: [
          { criterionId: 'a', level: 3, confidence: 0.5 },
          { criterionId: 'b', level: 2, confidence: 0.9 },
        ],
        redFlags: [{ id: 'y' }],
      },
    },
  ],
} as unknown as Review;
const compared = compare(review);
const draft = openingDraft(review, compared);

describe('a decision', () => {
  it('begins with what both agree on, and with the comment', () => {
    expect(draft).toEqual({ levels: { b: 2 }, redFlags: [], comment: 'Thank you.' });
    expect(undecided(draft, compared)).toBe('Choose a level for Depth.');
  });

  it('needs every level and a word to the candidate', () => {
    const chosen = { ...draft, levels: { a: 0, b: 2 } };

    expect(undecided(chosen, compared)).toBeNull();
    expect(undecided({ ...chosen, comment: '  ' }, compared)).toMatch(/candidate/);
  });

  it('is sent in the order of the rubric, with the notes of the marks', () => {
    expect(decisionOf({ ...draft, levels: { b: 2, a: 3 } }, review)).toEqual({
      criteria: [
        { criterionId: 'a', level: 3, note: 'Only named.' },
        { criterionId: 'b', level: 2 },
      ],
      redFlags: [],
      comment: 'Thank you.',
    });
  });

  it('shows first the red flags that somebody saw', () => {
    expect(comparedFlags(review)).toMatchObject([
      { id: 'y', own: false, machine: true },
      { id: 'x', own: false, machine: false },
    ]);
  });
});
