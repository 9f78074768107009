import { describe, expect, it } from 'vitest';
import { isNarrowed, queryOf, readFilter, writeFilter } from './queue-filter';

describe('the filter of the queue', () => {
  it('is what is open, the most urgent first, when nothing is said', () => {
    const filter = readFilter(new URLSearchParams());

    expect(filter).toMatchObject({ scope: 'open', sort: 'due', overdue: false, page: 0 });
    expect(isNarrowed(filter)).toBe(false);
    expect(queryOf(filter).state).toEqual(['open', 'claimed', 'marked']);
  });

  it('goes to the address and back', () => {
    const address = 'show=mine&kind=appeal&reason=low-confidence&overdue=true&sort=-opened&page=3';

    const filter = readFilter(new URLSearchParams(address));

    expect(filter.page).toBe(2);
    expect(writeFilter(filter).toString()).toBe(address);
    expect(queryOf(filter)).toMatchObject({ mine: true, overdue: true, kind: 'appeal' });
  });

  it('ignores what it does not know', () => {
    expect(readFilter(new URLSearchParams('show=all&kind=other&sort=x&page=-4'))).toMatchObject({
      scope: 'open',
      kind: undefined,
      sort: 'due',
      page: 0,
    });
  });
});
