/** What the catalog is narrowed to; it lives in the address, so that a search can be shared and gone back to. */
export interface QuestionFilter {
  q: string;
  topic: string[];
  round: string[];
  level: string[];
  difficulty: string[];
  company: string[];
  covers?: string;
  sort?: Sort;
  page: number;
}

export const sorts = ['relevance', 'title', 'minutes', 'difficulty', 'newest'] as const;
export type Sort = (typeof sorts)[number];

export const facetNames = ['round', 'topic', 'level', 'difficulty', 'company'] as const;
export type FacetName = (typeof facetNames)[number];

export function readFilter(params: URLSearchParams): QuestionFilter {
  const sort = params.get('sort');
  const page = Number(params.get('page') ?? '1');
  return {
    q: params.get('q') ?? '',
    topic: params.getAll('topic'),
    round: params.getAll('round'),
    level: params.getAll('level'),
    difficulty: params.getAll('difficulty'),
    company: params.getAll('company'),
    covers: params.get('covers') ?? undefined,
    sort: sorts.find((known) => known === sort),
    // People count pages from 1, the server from 0.
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

export function writeFilter(filter: QuestionFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q.trim() !== '') {
    params.set('q', filter.q.trim());
  }
  for (const name of facetNames) {
    filter[name].forEach((value) => params.append(name, value));
  }
  if (filter.covers) {
    params.set('covers', filter.covers);
  }
  if (filter.sort) {
    params.set('sort', filter.sort);
  }
  if (filter.page > 0) {
    params.set('page', String(filter.page + 1));
  }
  return params;
}

export const facetCount = (filter: QuestionFilter): number =>
  facetNames.reduce((sum, name) => sum + filter[name].length, 0);

export const isNarrowed = (filter: QuestionFilter): boolean =>
  filter.q !== '' || filter.covers !== undefined || facetCount(filter) > 0;
