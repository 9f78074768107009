import { describe, expect, it } from 'vitest';
import { emptyForm, scopeWords, wantedFrom } from './scope';

describe('the scope of a re-grade', () => {
  it('is everything when nothing is said', () => {
    expect(wantedFrom(emptyForm)).toEqual({
      scope: {},
      rubric: 'latest',
      overridePeople: false,
      limit: 500,
    });
    expect(scopeWords({})).toBe('all past answers');
  });

  it('holds whole days, and leaves out what is no number', () => {
    const wanted = wantedFrom({
      ...emptyForm,
      questionId: ' softmax ',
      since: '2026-11-01',
      until: '2026-11-02',
      limit: 'many',
    });

    expect(wanted.scope).toEqual({
      questionId: 'softmax',
      since: '2026-11-01T00:00:00Z',
      until: '2026-11-02T23:59:59Z',
    });
    expect(wanted).not.toHaveProperty('limit');
    expect(scopeWords({ questionId: 'softmax', graderVersion: 'embedded-1' })).toBe(
      'of softmax, graded by embedded-1',
    );
  });
});
