import type { Agreement } from '@/lib/api/types';
import { plural } from '@/lib/format';

/** A figure and where it would lie in 95 of 100 repetitions; without bounds when there is too little to say. */
interface Bounded {
  value: number;
  low?: number;
  high?: number;
}

/** Shares as percent, coefficients with two digits. */
export type Form = 'share' | 'coefficient';

const shown = (value: number, form: Form): string =>
  form === 'share' ? `${Math.round(value * 100)} %` : value.toFixed(2).replace('-', '−');

export const figure = (figure: Bounded | undefined, form: Form): string =>
  figure ? shown(figure.value, form) : '–';

/** `95 % between 0.31 and 0.62`, or nothing when it isn't known. */
export function interval(figure: Bounded | undefined, form: Form): string | null {
  return figure?.low === undefined || figure.high === undefined
    ? null
    : `95 % between ${shown(figure.low, form)} and ${shown(figure.high, form)}`;
}

/** `0.45 (0.31 to 0.62)` for tables. */
export function ranged(value: Bounded | undefined, form: Form): string {
  const short = figure(value, form);
  return value?.low === undefined || value.high === undefined
    ? short
    : `${short} (${shown(value.low, form)} to ${shown(value.high, form)})`;
}

/** What an agreement stands on. */
export const basis = ({ n, attempts }: Pick<Agreement, 'n' | 'attempts'>): string =>
  `${plural(n, 'level')} of ${plural(attempts, 'answer')}`;

/** Landis' and Koch's words for a kappa, for who doesn't read one every day. */
export function kappaWord(kappa: number): string {
  if (kappa < 0) {
    return 'worse than chance';
  }
  const words = ['slight', 'fair', 'moderate', 'substantial', 'almost perfect'];
  return words[Math.min(4, Math.floor(kappa * 5))] ?? 'slight';
}

export interface HeatCell {
  first: number;
  second: number;
  n: number;
  /** Of the fullest cell, 0–1. */
  strength: number;
  /** How many levels apart. */
  apart: number;
}

/** A confusion table as rows of cells; rows are the first level. */
export function heatRows(confusion: readonly (readonly number[])[]): HeatCell[][] {
  const most = Math.max(1, ...confusion.flat());
  return confusion.map((row, first) =>
    row.map((n, second) => ({
      first,
      second,
      n,
      strength: n / most,
      apart: Math.abs(first - second),
    })),
  );
}
