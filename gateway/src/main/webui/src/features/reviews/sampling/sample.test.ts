import { describe, expect, it } from 'vitest';
import { attemptIn, drawnWords, emptySample, sampleFrom, shareError } from './sample';

describe('a sample', () => {
  it('is five percent of everything when nothing is said', () => {
    expect(sampleFrom(emptySample)).toEqual({ share: 0.05 });
  });

  it('takes percents as people write them', () => {
    expect(sampleFrom({ ...emptySample, share: ' 2,5 ' }).share).toBeCloseTo(0.025);
    expect(['0', '-1', '101', '', 'all'].map((share) => shareError({ share }))).not.toContain(null);
    expect(['0.1', '100', '2,5'].map((share) => shareError({ share }))).toEqual([null, null, null]);
  });

  it('begins with the day, and says which question', () => {
    const wanted = sampleFrom({ share: '100', questionId: ' softmax ', since: '2026-11-01' });

    expect(wanted).toEqual({ share: 1, questionId: 'softmax', since: '2026-11-01T00:00:00Z' });
  });

  it('tells nothing left, none drawn, some, and the most at a time apart', () => {
    expect(drawnWords({ opened: 0, considered: 0 })).toContain('nothing left');
    expect(drawnWords({ opened: 0, considered: 7 })).toContain('None of the 7 answers');
    expect(drawnWords({ opened: 1, considered: 1 })).toMatch(/^1 of the 1 answer .* is in/);
    expect(drawnWords({ opened: 12, considered: 240 })).not.toContain('most at a time');
    expect(drawnWords({ opened: 200, considered: 900 })).toContain('draw again');
  });

  it('finds an attempt in its id and in its address', () => {
    const id = '0a6f2f4e-6f3f-4f52-9d3c-2d8d3b9e1c11';

    expect(attemptIn(` ${id.toUpperCase()}\n`)).toBe(id);
    expect(attemptIn(`https://greenroom.example/attempts/${id}?x=1`)).toBe(id);
    expect(attemptIn('softmax')).toBeNull();
  });
});
