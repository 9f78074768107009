export interface PreparePage {
  to: string;
  label: string;
  /** Other addresses that lie under it. */
  also?: readonly string[];
  reviewerOnly?: boolean;
}

export const preparePages: readonly PreparePage[] = [
  { to: '/prepare', label: 'Overview' },
  { to: '/plans', label: 'Study plans' },
  { to: '/loops', label: 'Loops' },
  { to: '/random-set', label: 'Time at hand' },
  { to: '/collections', label: 'Collections' },
  { to: '/topics', label: 'Topics' },
  { to: '/companies', label: 'Companies' },
  { to: '/rounds', label: 'Advice', also: ['/guides'] },
  { to: '/bookmarks', label: 'Bookmarks' },
  { to: '/sheets', label: 'Sheets', reviewerOnly: true },
];

export const isUnder = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(`${path}/`);

/** Whether an address is one of the pages to prepare with. */
export const isToPrepare = (pathname: string): boolean =>
  preparePages.some(({ to, also = [] }) => [to, ...also].some((path) => isUnder(pathname, path)));
