import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import classes from './section-frame.module.css';
import { isOf, type SectionPage } from './section-pages';

export interface SectionFrameProps {
  /** What its pages have in common. */
  label: string;
  pages: readonly SectionPage[];
}

/** Pages that stand under one entry of the main navigation, with the row that leads from one to another. */
export function SectionFrame({ label, pages }: SectionFrameProps) {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls: where one is must be in view.
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && here) {
      nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - 16;
    }
  }, [pathname, pages.length]);
  return (
    <>
      <nav ref={nav} className={classes.nav} aria-label={label}>
        {pages.map((page) => (
          <Link
            key={page.to}
            to={page.to}
            className={classes.link}
            aria-current={isOf(page, pathname) ? 'page' : undefined}
          >
            {page.label}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<PageLoader />}>
        <Outlet />
      </Suspense>
    </>
  );
}
