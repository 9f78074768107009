// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Release } from '@/features/sessions/api/shapes';
import { browserKeeper } from '@/lib/answer-keeper';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { releaseText } from './composition';
import { useComposition } from './use-composition';

const composed = (feedback: string, revision: number) =>
  ({
    feedback,
    hiddenEvidence: [],
    showRecommendation: false,
    items: [],
    revision,
    proposals: [],
    missing: [],
    moments: [],
  }) as unknown as Release;

/** The page opens, with something kept here that was written on that revision. */
function open(keptOn: number) {
  browserKeeper('s1', 'release').keep({
    text: releaseText(composed('mine', keptOn)),
    revision: keptOn,
    keptAt: 0,
  });
  return renderHook(() => useComposition('s1', composed('theirs', 3)), { wrapper: Framed }).result;
}

afterEach(() => localStorage.clear());

describe('what was composed and kept here', () => {
  it('is taken up again when nobody saved since', () => {
    fitForMantine();
    const page = open(3);
    expect(page.current.offered).toBeNull();
    expect(page.current.content.feedback).toBe('mine');
  });

  it('is offered when somebody else saved since, and goes in when it is taken', () => {
    fitForMantine();
    const page = open(2);
    expect(page.current.content.feedback).toBe('theirs');
    expect(page.current.offered).not.toBeNull();

    act(() => page.current.answerOffer(true));

    expect(page.current.content.feedback).toBe('mine');
    expect(page.current.offered).toBeNull();
    expect(page.current.autosave.dirty).toBe(true);
  });

  it('may be dropped for what is on the page', () => {
    fitForMantine();
    const page = open(2);
    act(() => page.current.answerOffer(false));
    expect(page.current.content.feedback).toBe('theirs');
    expect(page.current.offered).toBeNull();
    expect(page.current.autosave.dirty).toBe(false);
  });
});
