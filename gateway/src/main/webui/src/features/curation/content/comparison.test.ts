import { describe, expect, it } from 'vitest';
import { differences, merged, type Side } from './comparison';
import { draftText, type Draft } from './content';

const criterion = (id: string, change: object = {}) => ({
  id,
  title: `Title of ${id}`,
  weight: 50,
  indicators: ['First.', 'Second.'],
  levels: { '0': 'nothing', '4': 'everything' },
  ...change,
});

const draft = (change: object = {}, criteria = [criterion('a'), criterion('b')]): Draft => ({
  slug: 'one',
  content: { title: 'One', prompt: 'Ask.', rubric: { criteria }, redFlags: [], ...change },
});

const choose = (found: ReturnType<typeof differences>, side: Side) =>
  new Map(found.map(({ path, changedBy }) => [path, changedBy === 'both' ? side : changedBy]));

describe('two drafts', () => {
  it('says for each field who changed it', () => {
    const found = differences(
      draft(),
      draft({ title: 'Mine', prompt: 'Ask me.' }),
      draft({ title: 'Theirs', minutes: 12 }),
    );
    expect(Object.fromEntries(found.map(({ path, changedBy }) => [path, changedBy]))).toEqual({
      title: 'both',
      prompt: 'mine',
      minutes: 'theirs',
    });
  });

  it('compares a criterion field by field, wherever it stands', () => {
    const found = differences(
      draft(),
      draft({}, [criterion('b'), criterion('a', { weight: 30 })]),
      draft({}, [criterion('a'), criterion('b', { levels: { '0': 'nothing', '4': 'all' } })]),
    );
    expect(found.map(({ path }) => path).sort()).toEqual([
      'rubric',
      'rubric/a/weight',
      'rubric/b/levels/4',
    ]);
  });

  it('puts together what only one side changed', () => {
    const before = draft();
    const mine = draft({ title: 'Mine' }, [criterion('b'), criterion('a', { weight: 30 })]);
    const theirs = draft({ minutes: 12 }, [
      criterion('a'),
      criterion('b', { indicators: ['Other.'] }),
      criterion('c'),
    ]);
    const found = differences(before, mine, theirs);
    const both = merged(mine, theirs, choose(found, 'theirs'));
    expect(both.content).toMatchObject({
      title: 'Mine',
      minutes: 12,
      rubric: {
        criteria: [
          { id: 'a', weight: 30 },
          { id: 'b', indicators: ['Other.'] },
          { id: 'c', title: 'Title of c', levels: { '4': 'everything' } },
        ],
      },
    });
  });

  it('is all of one side when that was chosen throughout', () => {
    const mine = draft({ title: 'Mine' }, [criterion('a')]);
    const theirs = draft({ title: 'Theirs', hints: ['A hint.'] }, [criterion('b'), criterion('x')]);
    const found = differences(draft(), mine, theirs);
    const all = (side: Side) => new Map(found.map(({ path }) => [path, side]));
    expect(draftText(merged(mine, theirs, all('mine')))).toBe(draftText(mine));
    expect(draftText(merged(mine, theirs, all('theirs')))).toBe(draftText(theirs));
  });

  it('leaves a rubric whole while its criteria have no ids', () => {
    const mine = draft({}, [criterion(''), criterion('')]);
    const theirs = draft({}, [criterion('a', { weight: 10 }), criterion('b')]);
    const found = differences(draft(), mine, theirs);
    expect(
      draftText(merged(mine, theirs, new Map(found.map(({ path }) => [path, 'mine' as const])))),
    ).toBe(draftText(mine));
  });
});
