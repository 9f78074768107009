import { describe, expect, it } from 'vitest';
import {
  nextStepOf,
  noteOf,
  releaseFrom,
  releaseText,
  withEvidenceShown,
  withNextStep,
  withNote,
} from './composition';

const empty = { feedback: '', hiddenEvidence: [], showRecommendation: false, items: [] };

describe('what is composed for the candidate', () => {
  it('is the same text when it says the same', () => {
    const one = withNote(withNote(empty, 'i', 'b', 'Second.'), 'i', 'a', 'First.');
    const other = withNote(withNote(empty, 'i', 'a', 'First.'), 'i', 'b', 'Second.');
    expect(releaseText(one)).toBe(releaseText(other));
    expect(releaseText(withNote(one, 'j', 'x', ' '))).toBe(releaseText(one));
    expect(releaseFrom(releaseText(one)).items[0]?.criteria).toHaveLength(2);
  });

  it('has one note a criterion and one next step a question', () => {
    const twice = withNote(withNote(empty, 'i', 'a', 'First.'), 'i', 'a', 'Better.');
    expect(noteOf(twice, 'i', 'a')).toBe('Better.');
    expect(noteOf(twice, 'i', 'b')).toBe('');
    expect(nextStepOf(withNextStep(twice, 'i', 'Measure first.'), 'i')).toBe('Measure first.');
  });

  it('hides evidence, and shows it again', () => {
    const hidden = withEvidenceShown(withEvidenceShown(empty, 'm', false), 'm', false);
    expect(hidden.hiddenEvidence).toEqual(['m']);
    expect(withEvidenceShown(hidden, 'm', true).hiddenEvidence).toEqual([]);
  });
});
