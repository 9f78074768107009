import type {
  CardContent,
  CardCriterion,
  CardEvidence,
  CardItem,
  Guide,
  Recommendation,
  SentCard,
} from '@/features/sessions/api/shapes';

/** What evidence is attached to. */
export type Target =
  | { kind: 'criterion'; itemId: string; criterionId: string }
  | { kind: 'flag'; itemId: string; redFlagId: string };

/** A scorecard in the order of the agenda, with a place for every criterion. */
export function cardOver(guide: Guide, card: SentCard | CardContent): CardContent {
  return {
    items: guide.items.map(({ itemId, question }) => {
      const item = card.items.find((other) => other.itemId === itemId);
      return {
        itemId,
        ...(item?.summary && { summary: item.summary }),
        criteria: question.rubric.criteria.map(({ id }) => {
          const criterion = item?.criteria.find(({ criterionId }) => criterionId === id);
          return {
            criterionId: id,
            level: criterion?.level ?? null,
            ...(criterion?.notSeen && { notSeen: true }),
            ...(criterion?.note && { note: criterion.note }),
            evidence: criterion?.evidence ?? [],
          };
        }),
        redFlags: (item?.redFlags ?? []).map(({ redFlagId, evidence }) => ({
          redFlagId,
          evidence: evidence ?? [],
        })),
      };
    }),
    recommendation: card.recommendation ?? null,
    feedback: card.feedback ?? '',
    ...(card.privateRemark && { privateRemark: card.privateRemark }),
  };
}

/**
 * A scorecard as the text that is saved: the same content is the same text. When a range was written is for the server
 * to say, and it says so only in its answer.
 */
export const cardText = (guide: Guide, card: SentCard | CardContent): string =>
  JSON.stringify(cardOver(guide, card), (_, value: unknown) =>
    isRange(value) ? { ...value, at: undefined } : value,
  );

const isRange = (value: unknown): value is CardEvidence =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'range';

export const cardFrom = (text: string): CardContent => JSON.parse(text) as CardContent;

const inItem = (
  card: CardContent,
  itemId: string,
  step: (item: CardItem) => CardItem,
): CardContent => ({
  ...card,
  items: card.items.map((item) => (item.itemId === itemId ? step(item) : item)),
});

const inCriterion = (
  card: CardContent,
  itemId: string,
  criterionId: string,
  step: (criterion: CardCriterion) => CardCriterion,
): CardContent =>
  inItem(card, itemId, (item) => ({
    ...item,
    criteria: item.criteria.map((criterion) =>
      criterion.criterionId === criterionId ? step(criterion) : criterion,
    ),
  }));

export const withLevel = (
  card: CardContent,
  itemId: string,
  criterionId: string,
  level: number,
): CardContent =>
  inCriterion(card, itemId, criterionId, (before) => {
    const criterion = { ...before, level };
    delete criterion.notSeen;
    return criterion;
  });

/** It did not come up: then it has no level. */
export const withNotSeen = (
  card: CardContent,
  itemId: string,
  criterionId: string,
  notSeen: boolean,
): CardContent =>
  inCriterion(card, itemId, criterionId, (before) => {
    const criterion = { ...before };
    delete criterion.notSeen;
    return notSeen ? { ...criterion, level: null, notSeen } : criterion;
  });

export const withNote = (
  card: CardContent,
  itemId: string,
  criterionId: string,
  note: string,
): CardContent => inCriterion(card, itemId, criterionId, (criterion) => ({ ...criterion, note }));

export const withSummary = (card: CardContent, itemId: string, summary: string): CardContent =>
  inItem(card, itemId, (item) => ({ ...item, summary }));

export function withFlag(
  card: CardContent,
  itemId: string,
  redFlagId: string,
  seen: boolean,
): CardContent {
  return inItem(card, itemId, (item) => {
    const others = item.redFlags.filter((flag) => flag.redFlagId !== redFlagId);
    return { ...item, redFlags: seen ? [...others, { redFlagId, evidence: [] }] : others };
  });
}

const same = (one: CardEvidence, other: CardEvidence): boolean =>
  one.kind === other.kind &&
  one.refId === other.refId &&
  one.documentId === other.documentId &&
  one.version === other.version &&
  one.from === other.from &&
  one.to === other.to &&
  one.quote === other.quote;

const changeEvidence = (
  card: CardContent,
  target: Target,
  step: (evidence: readonly CardEvidence[]) => CardEvidence[],
): CardContent =>
  target.kind === 'criterion'
    ? inCriterion(card, target.itemId, target.criterionId, (criterion) => ({
        ...criterion,
        evidence: step(criterion.evidence),
      }))
    : inItem(card, target.itemId, (item) => ({
        ...item,
        redFlags: item.redFlags.map((flag) =>
          flag.redFlagId === target.redFlagId ? { ...flag, evidence: step(flag.evidence) } : flag,
        ),
      }));

/** Attaches evidence once. */
export const withEvidence = (
  card: CardContent,
  target: Target,
  evidence: CardEvidence,
): CardContent =>
  changeEvidence(card, target, (before) =>
    before.some((other) => same(other, evidence)) ? [...before] : [...before, evidence],
  );

export const withoutEvidence = (card: CardContent, target: Target, at: number): CardContent =>
  changeEvidence(card, target, (before) => before.filter((_, index) => index !== at));

export const withRecommendation = (
  card: CardContent,
  recommendation: Recommendation,
): CardContent => ({ ...card, recommendation });

export interface Gap {
  text: string;
  itemId?: string;
  criterionId?: string;
}

const isTouched = ({ criteria, redFlags }: CardItem): boolean =>
  redFlags.length > 0 || criteria.some(({ level, notSeen }) => level !== null || notSeen);

/**
 * What stands between a scorecard and handing it in. What was not put needs no level, unless something of it was judged.
 */
export function gaps(guide: Guide, card: CardContent, shown: (itemId: string) => boolean): Gap[] {
  const touched = new Set(card.items.filter(isTouched).map(({ itemId }) => itemId));
  const open = guide.items
    .filter(({ itemId }) => shown(itemId) || touched.has(itemId))
    .flatMap(({ itemId, question }) => {
      const item = card.items.find((other) => other.itemId === itemId);
      return question.rubric.criteria.flatMap((criterion): Gap[] => {
        const rated = item?.criteria.find(({ criterionId }) => criterionId === criterion.id);
        return rated && (rated.level !== null || rated.notSeen)
          ? []
          : [{ text: `${question.title}: ${criterion.title}`, itemId, criterionId: criterion.id }];
      });
    });
  return [
    ...open,
    ...(open.length === 0 && touched.size === 0 ? [{ text: 'Nothing is judged yet' }] : []),
    ...(card.recommendation === null ? [{ text: 'Your recommendation' }] : []),
  ];
}

/** How many criteria of what was put have an answer, of how many. */
export function progress(card: CardContent, shown: (itemId: string) => boolean) {
  const criteria = card.items
    .filter(({ itemId }) => shown(itemId))
    .flatMap((item) => item.criteria);
  return {
    done: criteria.filter(({ level, notSeen }) => level !== null || notSeen).length,
    of: criteria.length,
  };
}
