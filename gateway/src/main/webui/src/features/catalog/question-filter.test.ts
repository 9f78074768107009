import { describe, expect, it } from 'vitest';
import { isNarrowed, readFilter, writeFilter } from './question-filter';

const read = (query: string) => readFilter(new URLSearchParams(query));

describe('question filter', () => {
  it('comes back from the address as it went in', () => {
    const query = 'q=kv+cache&round=coding&round=fundamentals&topic=serving&sort=minutes&page=3';

    expect(writeFilter(read(query)).toString()).toBe(
      'q=kv+cache&round=coding&round=fundamentals&topic=serving&sort=minutes&page=3',
    );
  });

  it('counts pages from 1 in the address and from 0 for the server', () => {
    expect(read('page=3').page).toBe(2);
  });

  it.each(['page=0', 'page=-4', 'page=1.5', 'page=x', ''])(
    'starts at the first page: %s',
    (query) => {
      expect(read(query).page).toBe(0);
    },
  );

  it('ignores an order that it does not know', () => {
    expect(read('sort=random').sort).toBeUndefined();
  });

  it('leaves an empty search out of the address', () => {
    expect(writeFilter({ ...read(''), q: '  ' }).toString()).toBe('');
  });

  it('knows whether anything is narrowed', () => {
    expect(isNarrowed(read('sort=title&page=2'))).toBe(false);
    expect(isNarrowed(read('difficulty=3'))).toBe(true);
  });
});
