import { levelName } from '@/lib/labels';
import { sheetOf, type CriterionSheet, type Draft, type RedFlagSheet } from './content';

/** One field of a draft, with a name for people and its value as a text for people. */
export interface Field {
  path: string;
  label: string;
  text: string;
  value: unknown;
}

/** One field in which two people's drafts part. */
export interface Difference {
  path: string;
  label: string;
  /** As it was when both began. */
  before: string;
  mine: string;
  theirs: string;
  /** Who changed it; with `both` somebody has to choose. */
  changedBy: 'mine' | 'theirs' | 'both';
}

export type Side = 'mine' | 'theirs';

const plainFields: [keyof Draft['content'], string][] = [
  ['title', 'Title'],
  ['round', 'Round'],
  ['topics', 'Topics'],
  ['level', 'Level'],
  ['difficulty', 'Difficulty'],
  ['minutes', 'Minutes'],
  ['answerFormat', 'Answered in'],
  ['codeLanguage', 'Code language'],
  ['starterCode', 'Starter code'],
  ['prompt', 'Prompt'],
  ['probe', 'What is really asked'],
  ['strongAnswer', 'Strong answer'],
  ['hints', 'Hints'],
  ['followUps', 'Follow-ups'],
  ['references', 'References'],
  ['companies', 'Companies'],
  ['covers', 'Covers'],
];

/** A draft cut into its fields. Criteria and red flags are cut by their ids; without ids they stay whole. */
export function fieldsOf(draft: Draft): Map<string, Field> {
  const { content } = draft;
  const found: Field[] = [
    { path: 'slug', label: 'Address', text: draft.slug, value: draft.slug },
    ...plainFields.map(([name, label]) => ({
      path: name,
      label,
      text: readable(content[name]),
      value: content[name],
    })),
    ...partsOf('rubric', 'Criteria', 'Criterion', content.rubric?.criteria ?? []),
    ...partsOf('redFlags', 'Red flags', 'Red flag', content.redFlags ?? []),
  ];
  return new Map(found.map((field) => [field.path, field]));
}

type Part = Record<string, unknown> & { id?: string; title?: string };

function partsOf(
  path: string,
  listLabel: string,
  label: string,
  parts: readonly object[],
): Field[] {
  const known = parts as readonly Part[];
  if (!hasIds(known)) {
    return [{ path, label: listLabel, text: readable(parts), value: parts }];
  }
  const names = new Map(known.map(({ id, title }) => [id, title ?? id]));
  return [
    {
      path,
      label: `${listLabel}: which, and in what order`,
      text: known.map(({ id }, index) => `${index + 1}. ${names.get(id)}`).join('\n'),
      value: known.map(({ id }) => id),
    },
    ...known.flatMap((part) => {
      const { id, levels, ...others } = part;
      const of = `${label} “${part.title ?? id}”`;
      return [
        ...Object.entries(others).map(([name, value]) => ({
          path: `${path}/${id}/${name}`,
          label: `${of}, ${partNames[name] ?? name}`,
          text: readable(value),
          value,
        })),
        ...Object.entries((levels ?? {}) as Record<string, string>).map(([level, value]) => ({
          path: `${path}/${id}/levels/${level}`,
          label: `${of}, level ${level} ${levelName(Number(level))}`,
          text: value,
          value,
        })),
      ];
    }),
  ];
}

const partNames: Record<string, string> = {
  title: 'title',
  weight: 'weight',
  indicators: 'indicators',
  severity: 'severity',
  cap: 'cap',
  kind: 'kind',
  description: 'description',
  signals: 'signals',
};

const hasIds = (parts: readonly Part[]): boolean =>
  parts.every(({ id }) => typeof id === 'string' && id !== '' && !id.includes('/')) &&
  new Set(parts.map(({ id }) => id)).size === parts.length;

function readable(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((each) => (typeof each === 'string' ? each : readable(each))).join('\n');
  }
  if (typeof value === 'object') {
    return Object.values(value).map(readable).filter(Boolean).join(' · ');
  }
  return String(value);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** All fields in which mine and theirs part, and who changed each since they were the same. */
export function differences(before: Draft, mine: Draft, theirs: Draft): Difference[] {
  const [was, here, there] = [before, mine, theirs].map(fieldsOf) as [
    Map<string, Field>,
    Map<string, Field>,
    Map<string, Field>,
  ];
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((path) => {
    const [a, b, c] = [was.get(path), here.get(path), there.get(path)];
    if (same(b?.value, c?.value)) {
      return [];
    }
    return [
      {
        path,
        label: (b ?? c)?.label ?? path,
        before: a?.text ?? '',
        mine: b?.text ?? '',
        theirs: c?.text ?? '',
        changedBy: same(a?.value, c?.value)
          ? ('mine' as const)
          : same(a?.value, b?.value)
            ? ('theirs' as const)
            : ('both' as const),
      },
    ];
  });
}

/**
 * One draft out of two: theirs where that was chosen, mine everywhere else. A criterion or red flag that only one
 * side has comes with all its fields when the chosen list names it.
 */
export function merged(mine: Draft, theirs: Draft, choices: ReadonlyMap<string, Side>): Draft {
  const [here, there] = [fieldsOf(mine), fieldsOf(theirs)];
  const pick = (path: string): unknown => {
    const [own, other] = choices.get(path) === 'theirs' ? [there, here] : [here, there];
    return own.has(path)
      ? own.get(path)?.value
      : topLevel(path)
        ? undefined
        : other.get(path)?.value;
  };
  const parts = (path: string): unknown => {
    const list = pick(path) as unknown[];
    if (!list.every((id) => typeof id === 'string')) {
      return list; // without ids: whole, from one side
    }
    return list.map((id) => {
      const from = `${path}/${id}/`;
      const names = new Set(
        [...here.keys(), ...there.keys()]
          .filter((key) => key.startsWith(from))
          .map((key) => key.slice(from.length)),
      );
      const part: Record<string, unknown> = { id };
      const levels: Record<string, unknown> = {};
      for (const name of names) {
        const value = pick(from + name);
        if (name.startsWith('levels/')) {
          levels[name.slice('levels/'.length)] = value;
        } else {
          part[name] = value;
        }
      }
      return path === 'rubric' ? { ...part, levels } : part;
    });
  };
  return {
    slug: String(pick('slug') ?? ''),
    content: {
      ...Object.fromEntries(plainFields.map(([name]) => [name, pick(name)])),
      rubric: { criteria: parts('rubric') },
      redFlags: parts('redFlags'),
    } as Draft['content'],
  };
}

const topLevel = (path: string): boolean => !path.includes('/');

/** What is on the desk in the same order as the service's, for a heading in lists. */
export const nameOf = (
  item: Pick<CriterionSheet | RedFlagSheet, 'title' | 'id'>,
  otherwise: string,
): string => (item.title.trim() !== '' ? item.title : item.id !== '' ? item.id : otherwise);

export const sheetOfMerged = (mine: Draft, theirs: Draft, choices: ReadonlyMap<string, Side>) =>
  sheetOf(merged(mine, theirs, choices));
