/** A page that stands in the row of its section. */
export interface SectionPage {
  to: string;
  label: string;
  /** Other addresses that lie under it. */
  also?: readonly string[];
}

const isUnder = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(`${path}/`);

/** Whether an address is that page, or lies under it. */
export const isOf = ({ to, also = [] }: SectionPage, pathname: string): boolean =>
  [to, ...also].some((path) => isUnder(pathname, path));
