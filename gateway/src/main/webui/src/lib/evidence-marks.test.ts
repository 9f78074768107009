import { describe, expect, it } from 'vitest';
import { evidenceMarks, toneOfLevel } from '@/lib/evidence-marks';

const answer = 'Subtract the row maximum. Then exponentiate.';
const criterion = {
  criterionId: 'stability',
  title: 'Stability',
  weight: 100,
  level: 3,
  confidence: 0.8,
  rationale: '',
  missing: [],
};

describe('evidenceMarks', () => {
  it('numbers criteria and red flags, each with its own sign', () => {
    const marks = evidenceMarks(answer, {
      criteria: [{ ...criterion, evidence: [{ quote: 'Subtract', start: 0, end: 8 }] }],
      redFlags: [
        {
          id: 'f',
          title: 'Naive',
          severity: 'major',
          cap: 50,
          evidence: [{ quote: 'exponentiate', start: 31, end: 43 }],
        },
      ],
    });

    expect(marks.map(({ id, label, tone, found }) => ({ id, label, tone, found }))).toEqual([
      { id: 'criterion-1-1', label: '1', tone: 0, found: true },
      { id: 'red-flag-1-1', label: '!1', tone: 'flag', found: true },
    ]);
  });

  it('does not call a quote found that the answer does not hold there', () => {
    const [mark] = evidenceMarks(answer, {
      criteria: [{ ...criterion, evidence: [{ quote: 'Subtract', start: 1, end: 9 }] }],
      redFlags: [],
    });

    expect(mark?.found).toBe(false);
  });
});

describe('toneOfLevel', () => {
  it('gives no level the colour of a red flag or its pink neighbour', () => {
    expect([0, 1, 2, 3, 4].map(toneOfLevel)).toEqual([1, 1, 2, 5, 0]);
    expect(toneOfLevel(null)).toBe('none');
  });
});
