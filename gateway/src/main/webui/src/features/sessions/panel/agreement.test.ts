import { describe, expect, it } from 'vitest';
import type { Agreement, ReconciledCriterion } from '@/features/sessions/api/shapes';
import {
  commonLevel,
  contentOf,
  differences,
  draftOf,
  halfDecided,
  keyOf,
  needsReason,
  takeUp,
} from './agreement';

const criterion = (
  criterionId: string,
  levels: (number | null)[],
  more: Partial<ReconciledCriterion> = {},
): ReconciledCriterion => {
  const seen = levels.filter((level) => level !== null);
  const unanimous = new Set(levels).size === 1;
  return {
    criterionId,
    levels: levels.map((level, index) => ({
      participantId: `p${index}`,
      ...(level !== null && { level }),
    })),
    spread: Math.max(...seen) - Math.min(...seen),
    unanimous,
    ...(unanimous && { agreed: levels[0] ?? undefined }),
    notSeen: false,
    decided: unanimous,
    ...more,
  };
};
const agreement: Agreement = {
  revision: 3,
  items: [
    {
      itemId: 'i',
      criteria: [criterion('same', [3, 3]), criterion('apart', [1, 4])],
      redFlags: [
        { redFlagId: 'open', by: ['p0'] },
        { redFlagId: 'both', by: ['p0', 'p1'], stands: true },
      ],
    },
  ],
  missing: [],
};

describe('a panel', () => {
  it('starts from what all cards say', () => {
    const draft = draftOf(agreement);
    expect(draft.levels[keyOf('i', 'same')]?.agreed).toBe(3);
    expect(draft.levels[keyOf('i', 'apart')]?.agreed).toBeNull();
    expect(draft.flags).toEqual({ [keyOf('i', 'both')]: true });
    expect(differences(agreement)).toEqual({ of: 2, differing: 1, widest: 3 });
  });

  it('explains what differs, and what goes against all of its cards', () => {
    const [same, apart] = agreement.items[0]?.criteria ?? [];
    if (!same || !apart) {
      throw new Error('two criteria');
    }
    expect(commonLevel(same)).toBe(3);
    expect(commonLevel(apart)).toBeNull();
    expect(needsReason(apart, undefined)).toBe(true);
    expect(needsReason(same, { agreed: 3, notSeen: false })).toBe(false);
    expect(needsReason(same, { agreed: 2, notSeen: false })).toBe(true);
    expect(needsReason(same, { agreed: null, notSeen: true })).toBe(true);
    expect(needsReason(same, { agreed: null, notSeen: false })).toBe(false);
  });

  it('sends what is decided, and red flags only when all of a question are', () => {
    const draft = draftOf(agreement);
    expect(contentOf(agreement, draft).items[0]).toEqual({
      itemId: 'i',
      criteria: [{ criterionId: 'same', agreed: 3 }],
    });
    draft.levels[keyOf('i', 'apart')] = {
      agreed: 2,
      notSeen: false,
      reason: ' One hint too many. ',
    };
    draft.flags[keyOf('i', 'open')] = false;
    draft.recommendation = 'HIRE';
    expect(contentOf(agreement, draft)).toEqual({
      items: [
        {
          itemId: 'i',
          criteria: [
            { criterionId: 'same', agreed: 3 },
            { criterionId: 'apart', agreed: 2, reason: 'One hint too many.' },
          ],
          redFlags: ['both'],
        },
      ],
      recommendation: 'HIRE',
    });
  });

  it('takes up what was kept, and offers it when somebody else saved since', () => {
    const theirs = draftOf(agreement);
    const mine = { ...theirs, recommendation: 'HIRE' as const };
    expect(takeUp(agreement, null)).toEqual({ draft: theirs, offered: null });
    expect(takeUp(agreement, { revision: 3, draft: mine })).toEqual({ draft: mine, offered: null });
    expect(takeUp(agreement, { revision: 2, draft: mine })).toEqual({
      draft: theirs,
      offered: mine,
    });
    // They saved the same.
    expect(takeUp(agreement, { revision: 2, draft: theirs }).offered).toBeNull();
  });

  it('names the questions whose red flags would be lost, decided by halves', () => {
    const draft = draftOf(agreement);
    expect(halfDecided(agreement, draft)).toEqual([]);
    draft.flags[keyOf('i', 'both')] = false;
    expect(halfDecided(agreement, draft)).toEqual(['i']);
    draft.flags[keyOf('i', 'open')] = true;
    expect(halfDecided(agreement, draft)).toEqual([]);
  });
});
