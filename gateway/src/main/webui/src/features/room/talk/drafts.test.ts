import { describe, expect, it } from 'vitest';
import { givenBack, withEdit } from './drafts';

describe('a draft', () => {
  it('gets back what was refused, before what was typed since', () => {
    expect(givenBack('said')('')).toBe('said');
    expect(givenBack('said')('and more')).toBe('said\nand more');
  });

  it('changes one note and leaves the others’ alone', () => {
    const both = withEdit({ a: 'one' }, 'b', 'two');

    expect(both).toEqual({ a: 'one', b: 'two' });
    expect(withEdit(both, 'a', null)).toEqual({ b: 'two' });
  });
});
