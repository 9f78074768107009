import { describe, expect, it } from 'vitest';
import { isToPrepare } from './prepare-pages';

describe('isToPrepare', () => {
  it('knows the pages, what lies under them, and where guides belong', () => {
    expect(
      ['/prepare', '/topics/rag', '/loops/a/practice', '/guides/levels'].every(isToPrepare),
    ).toBe(true);
  });

  it('does not take another page for one of them', () => {
    expect(['/', '/questions', '/plansandmore', '/reviews/1'].some(isToPrepare)).toBe(false);
  });
});
