import type { DraftContent } from '@/lib/api/types';

/** Something in a list that keeps its identity while it is written, moved and has no id yet. */
export interface Keyed {
  key: string;
}

export interface Line extends Keyed {
  text: string;
}

export interface CriterionSheet extends Keyed {
  id: string;
  title: string;
  weight: number | null;
  indicators: Line[];
  /** What an answer shows at level 0, 1, 2, 3 and 4. */
  levels: [string, string, string, string, string];
}

export type Severity = 'minor' | 'major' | 'critical';
export type FlagKind = 'commits' | 'omits';

export interface RedFlagSheet extends Keyed {
  id: string;
  title: string;
  severity: Severity | '';
  cap: number | null;
  kind: FlagKind | '';
  description: string;
  signals: Line[];
}

export interface ReferenceSheet extends Keyed {
  title: string;
  url: string;
}

/** A question as it lies on the curator's desk: every field is there, though it may be empty. */
export interface Sheet {
  slug: string;
  title: string;
  round: string;
  topics: string[];
  level: { min: string; max: string };
  difficulty: number | null;
  minutes: number | null;
  answerFormat: 'text' | 'code' | '';
  codeLanguage: string;
  starterCode: string;
  prompt: string;
  probe: string;
  criteria: CriterionSheet[];
  redFlags: RedFlagSheet[];
  strongAnswer: string;
  hints: Line[];
  followUps: Line[];
  references: ReferenceSheet[];
  companies: string[];
  covers: string[];
}

/** A draft as the service has it. */
export interface Draft {
  slug: string;
  content: DraftContent;
}

/**
 * Changes a part of the sheet by a step from what it is by then. Fields keep the same one for as long as they live,
 * so that a keystroke draws one field anew and not two hundred.
 */
export type Change<T> = (step: (before: T) => T) => void;

let keys = 0;
export const newKey = (): string => `k${(keys += 1)}`;

export const line = (text = ''): Line => ({ key: newKey(), text });

export const emptyCriterion = (): CriterionSheet => ({
  key: newKey(),
  id: '',
  title: '',
  weight: null,
  indicators: [line(), line()],
  levels: ['', '', '', '', ''],
});

export const emptyRedFlag = (): RedFlagSheet => ({
  key: newKey(),
  id: '',
  title: '',
  severity: 'major',
  cap: 60,
  kind: 'commits',
  description: '',
  signals: [line(), line()],
});

export const emptyReference = (): ReferenceSheet => ({ key: newKey(), title: '', url: '' });

const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | '' =>
  known.find((each) => each === value) ?? '';

export function sheetOf({ slug, content }: Draft): Sheet {
  return {
    slug,
    title: content.title ?? '',
    round: content.round ?? '',
    topics: content.topics ?? [],
    level: { min: content.level?.min ?? '', max: content.level?.max ?? '' },
    difficulty: content.difficulty ?? null,
    minutes: content.minutes ?? null,
    answerFormat: oneOf(['text', 'code'], content.answerFormat),
    codeLanguage: content.codeLanguage ?? '',
    starterCode: content.starterCode ?? '',
    prompt: content.prompt ?? '',
    probe: content.probe ?? '',
    criteria: (content.rubric?.criteria ?? []).map((criterion) => ({
      key: newKey(),
      id: criterion.id ?? '',
      title: criterion.title ?? '',
      weight: criterion.weight ?? null,
      indicators: (criterion.indicators ?? []).map(line),
      levels: [0, 1, 2, 3, 4].map(
        (level) => criterion.levels?.[String(level)] ?? '',
      ) as CriterionSheet['levels'],
    })),
    redFlags: (content.redFlags ?? []).map((flag) => ({
      key: newKey(),
      id: flag.id ?? '',
      title: flag.title ?? '',
      severity: oneOf(['minor', 'major', 'critical'], flag.severity),
      cap: flag.cap ?? null,
      kind: oneOf(['commits', 'omits'], flag.kind),
      description: flag.description ?? '',
      signals: (flag.signals ?? []).map(line),
    })),
    strongAnswer: content.strongAnswer ?? '',
    hints: (content.hints ?? []).map(line),
    followUps: (content.followUps ?? []).map(line),
    references: (content.references ?? []).map(({ title = '', url = '' }) => ({
      key: newKey(),
      title,
      url,
    })),
    companies: content.companies ?? [],
    covers: content.covers ?? [],
  };
}

const said = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
const lines = (list: readonly Line[]): string[] => list.map(({ text }) => text);

/**
 * The draft that a sheet stands for. What was left empty is left out, but nothing in a list: an empty indicator
 * keeps its place, so that findings point to where they belong.
 */
export function draftOf(sheet: Sheet): Draft {
  const { level } = sheet;
  return {
    slug: sheet.slug,
    content: {
      title: said(sheet.title),
      round: said(sheet.round),
      topics: sheet.topics,
      level:
        level.min === '' && level.max === ''
          ? undefined
          : { min: said(level.min), max: said(level.max) },
      difficulty: sheet.difficulty ?? undefined,
      minutes: sheet.minutes ?? undefined,
      answerFormat: said(sheet.answerFormat),
      codeLanguage: said(sheet.codeLanguage),
      starterCode: said(sheet.starterCode),
      prompt: said(sheet.prompt),
      probe: said(sheet.probe),
      rubric: {
        criteria: sheet.criteria.map((criterion) => ({
          id: said(criterion.id),
          title: said(criterion.title),
          weight: criterion.weight ?? undefined,
          indicators: lines(criterion.indicators),
          levels: Object.fromEntries(
            criterion.levels.flatMap((text, level) =>
              said(text) === undefined ? [] : [[String(level), text]],
            ),
          ),
        })),
      },
      redFlags: sheet.redFlags.map((flag) => ({
        id: said(flag.id),
        title: said(flag.title),
        severity: said(flag.severity),
        cap: flag.cap ?? undefined,
        kind: said(flag.kind),
        description: said(flag.description),
        signals: lines(flag.signals),
      })),
      strongAnswer: said(sheet.strongAnswer),
      hints: lines(sheet.hints),
      followUps: lines(sheet.followUps),
      references: sheet.references.map(({ title, url }) => ({
        title: said(title),
        url: said(url),
      })),
      companies: sheet.companies,
      covers: sheet.covers,
    } as DraftContent,
  };
}

/** One text for one content, whatever order a service wrote its fields in: what autosave compares and keeps. */
export const draftText = (draft: Draft): string => JSON.stringify(draftOf(sheetOf(draft)));

export const draftFrom = (text: string): Draft => JSON.parse(text) as Draft;

/** A readable address out of a title. */
export const slugFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');

/** An id that none of the others has. */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (wanted === '' || !taken.includes(wanted)) {
    return wanted;
  }
  for (let number = 2; ; number += 1) {
    const next = `${wanted}-${number}`;
    if (!taken.includes(next)) {
      return next;
    }
  }
}

export const weightSum = (criteria: readonly Pick<CriterionSheet, 'weight'>[]): number =>
  criteria.reduce((sum, { weight }) => sum + (weight ?? 0), 0);

/**
 * Weights that sum to 100, in the proportions they have now (evenly when none is set). Rounding goes to those that
 * lost most by it.
 */
export function balanced(criteria: readonly CriterionSheet[]): CriterionSheet[] {
  const sum = weightSum(criteria);
  const shares = criteria.map(({ weight }) =>
    sum > 0 ? ((weight ?? 0) * 100) / sum : 100 / criteria.length,
  );
  const whole = shares.map(Math.floor);
  const byLoss = shares
    .map((share, index) => ({ index, loss: share - Math.floor(share) }))
    .sort((a, b) => b.loss - a.loss);
  const left = 100 - whole.reduce((total, each) => total + each, 0);
  byLoss.slice(0, left).forEach(({ index }) => {
    whole[index] = (whole[index] ?? 0) + 1;
  });
  return criteria.map((criterion, index) => ({ ...criterion, weight: whole[index] ?? null }));
}
