import type { ImportRow } from '@/lib/api/types';

/** What becomes of single rows, by their numbers; a row that is not here is simply taken over. */
export type Choices = ReadonlyMap<number, string>;

/** As the service wants them; undefined when nothing was chosen. */
export function asHeader(choices: Choices): string | undefined {
  return choices.size === 0
    ? undefined
    : [...choices].map(([row, choice]) => `${row}=${choice}`).join(', ');
}

export const isBroken = ({ outcome }: ImportRow): boolean =>
  outcome === 'invalid' || outcome === 'conflict';

/** Whether something can be chosen: what is broken, or asks what another one asks. */
export const isChoosable = (row: ImportRow): boolean => isBroken(row) || row.duplicates.length > 0;

export interface Option {
  value: string;
  label: string;
}

/** What can become of a row; the empty choice comes first. */
export function optionsOf(row: ImportRow): Option[] {
  const leave = { value: 'omit', label: 'Leave it out' };
  if (isBroken(row)) {
    return [{ value: '', label: 'Stands in the way' }, leave];
  }
  return [
    { value: '', label: 'Take it over' },
    leave,
    ...row.duplicates.flatMap(({ id, title }) => [
      { value: `related:${id}`, label: `Take it over, related to “${title}”` },
      { value: `duplicate-of:${id}`, label: `Take it over, the same as “${title}”` },
      { value: `merge:${id}`, label: `Merge it into “${title}”` },
    ]),
  ];
}

/** Rows that still keep the file from being taken over. */
export const inTheWay = (rows: readonly ImportRow[], choices: Choices): number =>
  rows.filter((row) => isBroken(row) && !choices.has(row.row)).length;

/** Rows of which something comes into the catalog. */
export const comingIn = (rows: readonly ImportRow[], choices: Choices): number =>
  rows.filter(
    ({ row, outcome }) =>
      (outcome === 'added' || outcome === 'changed') && choices.get(row) !== 'omit',
  ).length;

/** The choices in a sentence; empty when there are none. */
export function said(choices: Choices): string {
  const count = (kind: RegExp) =>
    [...choices.values()].filter((choice) => kind.test(choice)).length;
  return [
    [count(/^omit$/), 'left out'],
    [count(/^merge:/), 'merged'],
    [count(/^(related|duplicate-of):/), 'linked'],
  ]
    .filter(([rows]) => rows !== 0)
    .map(([rows, word]) => `${rows} ${word}`)
    .join(', ');
}
