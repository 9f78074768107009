/** What the curators' list is narrowed to; it lives in the address. */
export interface CuratedFilter {
  q: string;
  state: CuratedState[];
  round: Round[];
  topic: string[];
  author: string;
  pack: string;
  sort: Sort;
  page: number;
}

export const states = [
  'draft',
  'in-review',
  'approved',
  'scheduled',
  'published',
  'retired',
  'discarded',
] as const;
export type CuratedState = (typeof states)[number];

const rounds = [
  'coding',
  'fundamentals',
  'system-design',
  'behavioral',
  'domain',
  'recruiter-screen',
  'hiring-manager',
  'take-home',
] as const;
export type Round = (typeof rounds)[number];

export const sorts = ['updated', 'title', 'state'] as const;
export type Sort = (typeof sorts)[number];

const known = <T extends string>(values: readonly T[], wanted: readonly string[]): T[] =>
  values.filter((value) => wanted.includes(value));

export function readFilter(params: URLSearchParams): CuratedFilter {
  const page = Number(params.get('page') ?? '1');
  return {
    q: params.get('q') ?? '',
    state: known(states, params.getAll('state')),
    round: known(rounds, params.getAll('round')),
    topic: params.getAll('topic'),
    author: params.get('author') ?? '',
    pack: params.get('pack') ?? '',
    sort: known(sorts, [params.get('sort') ?? ''])[0] ?? 'updated',
    // People count pages from 1, the server from 0.
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

export function writeFilter(filter: CuratedFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['q', 'author', 'pack'] as const) {
    if (filter[name].trim() !== '') {
      params.set(name, filter[name].trim());
    }
  }
  for (const name of ['state', 'round', 'topic'] as const) {
    filter[name].forEach((value) => params.append(name, value));
  }
  if (filter.sort !== 'updated') {
    params.set('sort', filter.sort);
  }
  if (filter.page > 0) {
    params.set('page', String(filter.page + 1));
  }
  return params;
}

/** What the service is asked: only what narrows. */
export const asQuery = ({ q, state, round, topic, author, pack }: CuratedFilter) => ({
  ...(q.trim() !== '' && { q: q.trim() }),
  ...(state.length > 0 && { state }),
  ...(round.length > 0 && { round }),
  ...(topic.length > 0 && { topic }),
  ...(author !== '' && { author }),
  ...(pack !== '' && { pack }),
});

export const isNarrowed = (filter: CuratedFilter): boolean =>
  Object.keys(asQuery(filter)).length > 0;
