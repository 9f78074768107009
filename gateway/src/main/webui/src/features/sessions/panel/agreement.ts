import type {
  AgreedContent,
  Agreement,
  ReconciledCriterion,
  Recommendation,
} from '@/features/sessions/api/shapes';

/** What the panel is about to agree on: only what it says itself, beside what all cards say anyway. */
export interface AgreementDraft {
  levels: Record<string, { agreed: number | null; notSeen: boolean; reason: string }>;
  /** Whether a red flag stands; what is not here is open. */
  flags: Record<string, boolean>;
  recommendation: Recommendation | null;
}

export const keyOf = (itemId: string, part: string): string => `${itemId} ${part}`;

export function draftOf(agreement: Agreement): AgreementDraft {
  const draft: AgreementDraft = {
    levels: {},
    flags: {},
    recommendation: agreement.recommendation ?? null,
  };
  for (const { itemId, criteria, redFlags } of agreement.items) {
    for (const criterion of criteria) {
      draft.levels[keyOf(itemId, criterion.criterionId)] = {
        agreed: criterion.agreed ?? null,
        notSeen: criterion.decided && criterion.notSeen,
        reason: criterion.reason ?? '',
      };
    }
    for (const { redFlagId, stands } of redFlags) {
      if (stands !== null && stands !== undefined) {
        draft.flags[keyOf(itemId, redFlagId)] = stands;
      }
    }
  }
  return draft;
}

/** A draft that this device kept, with the revision it was made on. */
export interface KeptAgreement {
  revision: number;
  draft: AgreementDraft;
}

export const sameDraft = (one: AgreementDraft, other: AgreementDraft): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What to go on with, and what was kept here while somebody else saved: that is for the person to decide. */
export function takeUp(
  agreement: Agreement,
  kept: KeptAgreement | null,
): { draft: AgreementDraft; offered: AgreementDraft | null } {
  const theirs = draftOf(agreement);
  if (!kept || sameDraft(kept.draft, theirs)) {
    return { draft: theirs, offered: null };
  }
  return kept.revision === agreement.revision
    ? { draft: kept.draft, offered: null }
    : { draft: theirs, offered: kept.draft };
}

/** The questions of which one red flag was decided here and another is open: neither would be sent. */
export function halfDecided(agreement: Agreement, draft: AgreementDraft): string[] {
  return agreement.items
    .filter(({ itemId, redFlags }) => {
      const chosen = redFlags.map(({ redFlagId }) => draft.flags[keyOf(itemId, redFlagId)]);
      return (
        chosen.includes(undefined) &&
        redFlags.some(
          ({ stands }, index) =>
            chosen[index] !== undefined && chosen[index] !== (stands ?? undefined),
        )
      );
    })
    .map(({ itemId }) => itemId);
}

/** What all who saw it gave; null where they differ, or nobody saw it. */
export function commonLevel({ levels, unanimous }: ReconciledCriterion): number | null {
  return unanimous ? (levels[0]?.level ?? null) : null;
}

/** Whether a choice has to be explained: the cards differ, or the panel decides otherwise than all of them. */
export function needsReason(
  criterion: ReconciledCriterion,
  chosen: { agreed: number | null; notSeen: boolean } | undefined,
): boolean {
  if (!criterion.unanimous) {
    return true;
  }
  return (
    chosen !== undefined &&
    (chosen.agreed !== null || chosen.notSeen) &&
    chosen.agreed !== commonLevel(criterion)
  );
}

/** What is sent. Flags of a question go along only when each of them is decided. */
export function contentOf(agreement: Agreement, draft: AgreementDraft): AgreedContent {
  return {
    items: agreement.items.map(({ itemId, criteria, redFlags }) => {
      const decided = redFlags.every(
        ({ redFlagId }) => draft.flags[keyOf(itemId, redFlagId)] !== undefined,
      );
      return {
        itemId,
        criteria: criteria.flatMap(({ criterionId }) => {
          const chosen = draft.levels[keyOf(itemId, criterionId)];
          return chosen && (chosen.agreed !== null || chosen.notSeen)
            ? [
                {
                  criterionId,
                  ...(chosen.agreed !== null && { agreed: chosen.agreed }),
                  ...(chosen.notSeen && { notSeen: true }),
                  ...(chosen.reason.trim() !== '' && { reason: chosen.reason.trim() }),
                },
              ]
            : [];
        }),
        ...(redFlags.length > 0 &&
          decided && {
            redFlags: redFlags
              .filter(({ redFlagId }) => draft.flags[keyOf(itemId, redFlagId)])
              .map(({ redFlagId }) => redFlagId),
          }),
      };
    }),
    ...(draft.recommendation && { recommendation: draft.recommendation }),
  };
}

/** How many criteria the cards differ on, and by how much at most. */
export function differences(agreement: Agreement) {
  const criteria = agreement.items.flatMap((item) => item.criteria);
  const differing = criteria.filter(({ unanimous }) => !unanimous);
  return {
    of: criteria.length,
    differing: differing.length,
    widest: differing.reduce((most, { spread }) => Math.max(most, spread), 0),
  };
}
