import { describe, expect, it } from 'vitest';
import type { CardContent, Guide } from '@/features/sessions/api/shapes';
import {
  cardFrom,
  cardOver,
  cardText,
  gaps,
  progress,
  withEvidence,
  withFlag,
  withLevel,
  withNotSeen,
  withoutEvidence,
} from './scorecard';

const criterion = (id: string) => ({
  id,
  title: `Title of ${id}`,
  weight: 50,
  indicators: [],
  levels: {},
});
const guide: Guide = {
  items: ['first', 'second'].map((itemId) => ({
    itemId,
    minutes: 20,
    question: {
      title: itemId,
      prompt: '',
      rubric: { criteria: [criterion('a'), criterion('b')] },
      redFlags: [],
    },
  })),
};
const empty = cardOver(guide, { items: [], recommendation: null, feedback: '' });
const a = { kind: 'criterion', itemId: 'first', criterionId: 'a' } as const;
const quote = {
  kind: 'range',
  documentId: 'd',
  version: 3,
  from: 1,
  to: 4,
  quote: 'x*x',
  at: 't',
} as const;

describe('a scorecard', () => {
  it('has a place for every criterion, in the order of the agenda', () => {
    expect(empty.items.map(({ itemId, criteria }) => [itemId, criteria.length])).toEqual([
      ['first', 2],
      ['second', 2],
    ]);
  });

  it('is the same text when it says the same', () => {
    const card: CardContent = withLevel(empty, 'first', 'a', 3);
    const sent = cardFrom(cardText(guide, card));
    const back = { ...sent, items: [...sent.items].reverse(), privateRemark: '' };
    expect(cardText(guide, back)).toBe(cardText(guide, card));
  });

  it('is the same text when the server has added when a range was written', () => {
    const sent = withEvidence(empty, a, { ...quote, at: '' });
    expect(cardText(guide, withEvidence(empty, a, quote))).toBe(cardText(guide, sent));
  });

  it('has a level or was not seen, never both', () => {
    const rated = withLevel(empty, 'first', 'a', 0);
    expect(rated.items[0]?.criteria[0]).toMatchObject({ level: 0 });
    const unseen = withNotSeen(rated, 'first', 'a', true);
    expect(unseen.items[0]?.criteria[0]).toMatchObject({ level: null, notSeen: true });
    const again = withLevel(unseen, 'first', 'a', 2).items[0]?.criteria[0];
    expect(again).toMatchObject({ level: 2 });
    expect(again).not.toHaveProperty('notSeen');
  });

  it('takes each piece of evidence once', () => {
    const twice = withEvidence(withEvidence(empty, a, quote), a, { ...quote });
    expect(twice.items[0]?.criteria[0]?.evidence).toEqual([quote]);
    expect(withoutEvidence(twice, a, 0).items[0]?.criteria[0]?.evidence).toEqual([]);
  });

  it('keeps evidence under a red flag, and loses it with the flag', () => {
    const flag = { kind: 'flag', itemId: 'first', redFlagId: 'r' } as const;
    const flagged = withEvidence(withFlag(empty, 'first', 'r', true), flag, quote);
    expect(flagged.items[0]?.redFlags).toEqual([{ redFlagId: 'r', evidence: [quote] }]);
    expect(withFlag(flagged, 'first', 'r', false).items[0]?.redFlags).toEqual([]);
  });

  it('can be handed in when what was put is rated, and words are there', () => {
    const shown = (itemId: string) => itemId === 'first';
    expect(gaps(guide, empty, shown).map(({ text }) => text)).toEqual([
      'first: Title of a',
      'first: Title of b',
      'Your recommendation',
    ]);
    const whole: CardContent = {
      ...withNotSeen(withLevel(empty, 'first', 'a', 0), 'first', 'b', true),
      recommendation: 'HIRE',
    };
    expect(gaps(guide, whole, shown)).toEqual([]);
    const begun = withLevel(whole, 'second', 'b', 1);
    expect(gaps(guide, begun, shown).map(({ text }) => text)).toEqual(['second: Title of a']);
    expect(gaps(guide, { ...empty, recommendation: 'HIRE' }, () => false)).toHaveLength(1);
    expect(progress(whole, shown)).toEqual({ done: 2, of: 2 });
    expect(progress(whole, () => true)).toEqual({ done: 2, of: 4 });
  });
});
