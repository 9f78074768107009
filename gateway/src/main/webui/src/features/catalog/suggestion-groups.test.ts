import { describe, expect, it } from 'vitest';
import { suggestionGroups } from './suggestion-groups';

describe('suggestionGroups', () => {
  it('keeps the same order of kinds, whatever comes first', () => {
    const groups = suggestionGroups(
      [
        { kind: 'question', text: 'What the KV cache saves', slug: 'kv' },
        { kind: 'topic', text: 'Inference', id: 'inference' },
        { kind: 'query', text: 'kv cache' },
      ],
      'kv',
    );
    expect(groups.map(({ heading }) => heading)).toEqual(['Search for', 'Topics', 'Questions']);
  });

  it('leaves out the search that is typed already', () => {
    expect(suggestionGroups([{ kind: 'query', text: 'KV cache' }], ' kv cache ')).toEqual([]);
  });
});
