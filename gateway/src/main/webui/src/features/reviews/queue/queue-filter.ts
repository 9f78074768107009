import type { Review } from '@/lib/api/types';

export const scopes = ['open', 'mine', 'decided'] as const;
export type Scope = (typeof scopes)[number];

export const kinds: readonly Review['kind'][] = ['doubt', 'appeal', 'sample'];

export const sorts = ['due', '-due', 'opened', '-opened'] as const;
export type Sort = (typeof sorts)[number];

/** What the queue is narrowed to; it lives in the address. */
export interface QueueFilter {
  scope: Scope;
  kind?: Review['kind'];
  reason?: string;
  round?: string;
  overdue: boolean;
  sort: Sort;
  /** From 0. */
  page: number;
}

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined =>
  known.find((candidate) => candidate === value);

export function readFilter(params: URLSearchParams): QueueFilter {
  const page = Number(params.get('page') ?? '1');
  return {
    scope: oneOf(scopes, params.get('show')) ?? 'open',
    kind: oneOf(kinds, params.get('kind')),
    reason: params.get('reason') ?? undefined,
    round: params.get('round') ?? undefined,
    overdue: params.get('overdue') === 'true',
    sort: oneOf(sorts, params.get('sort')) ?? 'due',
    // People count pages from 1, the server from 0.
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

export function writeFilter(filter: QueueFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.scope !== 'open') {
    params.set('show', filter.scope);
  }
  for (const name of ['kind', 'reason', 'round'] as const) {
    const value = filter[name];
    if (value) {
      params.set(name, value);
    }
  }
  if (filter.overdue) {
    params.set('overdue', 'true');
  }
  if (filter.sort !== 'due') {
    params.set('sort', filter.sort);
  }
  if (filter.page > 0) {
    params.set('page', String(filter.page + 1));
  }
  return params;
}

export const isNarrowed = ({ kind, reason, round, overdue }: QueueFilter): boolean =>
  kind !== undefined || reason !== undefined || round !== undefined || overdue;

const states: Record<Scope, readonly Review['state'][]> = {
  open: ['open', 'claimed', 'marked'],
  mine: ['claimed', 'marked'],
  decided: ['decided'],
};

/** The filter as the server asks for it. */
export function queryOf({ scope, kind, reason, round, overdue, sort }: QueueFilter) {
  return {
    state: [...states[scope]],
    kind,
    reason,
    round,
    mine: scope === 'mine' || undefined,
    overdue: overdue || undefined,
    sort,
  };
}
