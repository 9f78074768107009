import { describe, expect, it } from 'vitest';
import { lengthNote, reasonLimits, unready } from './appeal-draft';

describe('an appeal', () => {
  it('needs a criterion and a reason that says something', () => {
    expect(unready({ criteria: [], reason: 'x'.repeat(30) })).toMatch(/criterion/);
    expect(unready({ criteria: ['a'], reason: `short ${' '.repeat(50)}` })).toMatch(/at least 20/);
    expect(unready({ criteria: ['a'], reason: 'x'.repeat(reasonLimits.least) })).toBeNull();
  });

  it('says by how much it is too long', () => {
    expect(unready({ criteria: ['a'], reason: 'x'.repeat(2003) })).toMatch(/by 3 characters/);
    expect(unready({ criteria: ['a'], reason: 'x'.repeat(2000) })).toBeNull();
  });

  it('counts towards the least and then towards the most', () => {
    expect(lengthNote('abc')).toBe('3 of at least 20 characters');
    expect(lengthNote('x'.repeat(25))).toBe('25 of 2,000 characters');
  });
});
