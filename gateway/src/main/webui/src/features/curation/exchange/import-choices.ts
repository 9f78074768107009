import type { ImportRow } from '@/lib/api/types';

/** What becomes of single rows, by their numbers; a row that is not here is simply taken over. */
export type Choices = ReadonlyMap<number, string>;

/** As many letters as a header has room for beside all others. */
const longestHeader = 48_000;

/** As the service wants them, rows that follow each other together; undefined when nothing was chosen. */
export function asHeader(choices: Choices): string | undefined {
  const runs: { first: number; last: number; choice: string }[] = [];
  for (const [row, choice] of [...choices].sort(([a], [b]) => a - b)) {
    const before = runs.at(-1);
    if (before?.last === row - 1 && before.choice === choice) {
      before.last = row;
    } else {
      runs.push({ first: row, last: row, choice });
    }
  }
  return runs.length === 0
    ? undefined
    : runs
        .map(({ first, last, choice }) =>
          first === last ? `${first}=${choice}` : `${first}-${last}=${choice}`,
        )
        .join(', ');
}

/** Whether there are more than can be sent with a file. */
export const areTooMany = (choices: Choices): boolean =>
  (asHeader(choices)?.length ?? 0) > longestHeader;

export const isBroken = ({ outcome }: ImportRow): boolean =>
  outcome === 'invalid' || outcome === 'conflict';

/** Whether something can be chosen: what is broken, or asks what another one asks. */
export const isChoosable = (row: ImportRow): boolean =>
  isBroken(row) || row.duplicates.length > 0 || row.twins.length > 0;

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
