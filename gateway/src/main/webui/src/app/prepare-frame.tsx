import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import { isReviewer, useMe } from '@/lib/me';
import classes from './prepare-frame.module.css';
import { preparePages, isUnder } from './prepare-pages';

/** The pages to prepare with, under one entry of the main navigation. */
export function PrepareFrame() {
  const reviewer = isReviewer(useMe());
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls: where one is must be in view.
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && here) {
      nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - 16;
    }
  }, [pathname, reviewer]);
  return (
    <>
      <nav ref={nav} className={classes.nav} aria-label="Prepare">
        {preparePages
          .filter(({ reviewerOnly }) => reviewer || !reviewerOnly)
          .map(({ to, label, also }) => (
            <Link
              key={to}
              to={to}
              className={classes.link}
              aria-current={
                [to, ...(also ?? [])].some((path) => isUnder(pathname, path)) ? 'page' : undefined
              }
            >
              {label}
            </Link>
          ))}
      </nav>
      <Suspense fallback={<PageLoader />}>
        <Outlet />
      </Suspense>
    </>
  );
}
