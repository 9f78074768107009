import type { ComposedItem, Release, ReleaseContent } from '@/features/sessions/api/shapes';

/** What is composed, in one order, so that the same content is the same text. */
export function contentOf(release: ReleaseContent): ReleaseContent {
  return {
    feedback: release.feedback,
    hiddenEvidence: [...release.hiddenEvidence].sort(),
    showRecommendation: release.showRecommendation,
    items: release.items
      .map(({ itemId, criteria, nextStep }) => ({
        itemId,
        criteria: (criteria ?? [])
          .filter(({ note }) => note.trim() !== '')
          .map(({ criterionId, note }) => ({ criterionId, note }))
          .sort((one, other) => one.criterionId.localeCompare(other.criterionId)),
        ...(nextStep && { nextStep }),
      }))
      .filter(({ criteria, nextStep }) => criteria.length > 0 || nextStep)
      .sort((one, other) => one.itemId.localeCompare(other.itemId)),
  };
}

export const releaseText = (release: ReleaseContent): string => JSON.stringify(contentOf(release));

export const releaseFrom = (text: string): ReleaseContent => JSON.parse(text) as ReleaseContent;

export const noteOf = (content: ReleaseContent, itemId: string, criterionId: string): string =>
  content.items
    .find((item) => item.itemId === itemId)
    ?.criteria?.find((criterion) => criterion.criterionId === criterionId)?.note ?? '';

export const nextStepOf = (content: ReleaseContent, itemId: string): string =>
  content.items.find((item) => item.itemId === itemId)?.nextStep ?? '';

function inItem(
  content: ReleaseContent,
  itemId: string,
  step: (item: ComposedItem) => ComposedItem,
): ReleaseContent {
  const known = content.items.some((item) => item.itemId === itemId);
  const items = known ? content.items : [...content.items, { itemId, criteria: [] }];
  return {
    ...content,
    items: items.map((item) => (item.itemId === itemId ? step(item) : item)),
  };
}

export const withNote = (
  content: ReleaseContent,
  itemId: string,
  criterionId: string,
  note: string,
): ReleaseContent =>
  inItem(content, itemId, (item) => ({
    ...item,
    criteria: [
      ...(item.criteria ?? []).filter((criterion) => criterion.criterionId !== criterionId),
      { criterionId, note },
    ],
  }));

export const withNextStep = (
  content: ReleaseContent,
  itemId: string,
  nextStep: string,
): ReleaseContent => inItem(content, itemId, (item) => ({ ...item, nextStep }));

export const withEvidenceShown = (
  content: ReleaseContent,
  id: string,
  shown: boolean,
): ReleaseContent => ({
  ...content,
  hiddenEvidence: shown
    ? content.hiddenEvidence.filter((other) => other !== id)
    : [...new Set([...content.hiddenEvidence, id])],
});

/** What interviewers wrote on a criterion, with whom it is from. */
export const proposalsFor = (
  release: Release,
  itemId: string,
  criterionId: string,
): Release['proposals'] =>
  release.proposals.filter(
    (proposal) => proposal.itemId === itemId && proposal.criterionId === criterionId,
  );
