import { isOf, type SectionPage } from './section-pages';

export interface PreparePage extends SectionPage {
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

/** Whether an address is one of the pages to prepare with. */
export const isToPrepare = (pathname: string): boolean =>
  preparePages.some((page) => isOf(page, pathname));
