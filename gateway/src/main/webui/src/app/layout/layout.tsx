import { Alert, Anchor, Container } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { isToPrepare } from '@/app/prepare-pages';
import { PageLoader } from '@/components/page-loader';
import { canKeep } from '@/lib/answer-keeper';
import { isAdmin, isCandidate, isReviewer, useMe } from '@/lib/me';
import { session, signInPath } from '@/lib/session';
import { useStore } from '@/lib/store';
import { ConnectionToasts } from './connection-toasts';
import classes from './layout.module.css';
import { SchemeToggle } from './scheme-toggle';
import { UserMenu } from './user-menu';

const pageWidth = 1280;

/** The frame around every page. */
export function Layout() {
  const me = useMe();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls: where one is must be in view.
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && here) {
      nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - 16;
    }
  }, [pathname, me]);
  return (
    <div className={classes.page}>
      <a
        href="#main"
        className={classes.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className={classes.header}>
        <Container size={pageWidth}>
          <div className={classes.bar}>
            <Link to="/" className={classes.brand} aria-label="Greenroom, home">
              <img src="/favicon.svg" alt="" width={30} height={30} />
              <span>Greenroom</span>
            </Link>
            <nav ref={nav} className={classes.nav} aria-label="Main">
              <NavLink to="/questions" className={classes.link}>
                Questions
              </NavLink>
              {me && (
                <Link
                  to="/prepare"
                  className={classes.link}
                  aria-current={isToPrepare(pathname) ? 'page' : undefined}
                >
                  Prepare
                </Link>
              )}
              {isCandidate(me) && (
                <NavLink to="/attempts" className={classes.link} end>
                  My attempts
                </NavLink>
              )}
              {me && (
                <NavLink to="/sessions" className={classes.link}>
                  Sessions
                </NavLink>
              )}
              {isReviewer(me) && (
                <>
                  <NavLink to="/reviews" className={classes.link}>
                    Reviews
                  </NavLink>
                  <NavLink to="/admin" className={classes.link}>
                    {isAdmin(me) ? 'Admin' : 'Grading'}
                  </NavLink>
                </>
              )}
            </nav>
            <SchemeToggle />
            <UserMenu me={me} />
          </div>
        </Container>
      </header>
      <SessionEnded />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Container size={pageWidth}>
          <Suspense fallback={<PageLoader />}>
            <Outlet />
          </Suspense>
        </Container>
      </main>
      <footer className={classes.footer}>
        <Container size={pageWidth}>
          One rubric for practice and for mocks. Every score shows the words it stands on.
        </Container>
      </footer>
      <ScrollRestoration
        getKey={({ pathname, key }) => (pathname === '/questions' ? pathname : key)}
      />
      <ConnectionToasts />
    </div>
  );
}

function SessionEnded() {
  const state = useStore(session.state);
  const location = useLocation();
  const alert = useRef<HTMLDivElement>(null);
  const ended = state === 'ended';
  useEffect(() => {
    if (ended) {
      alert.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [ended]);
  if (!ended) {
    return null;
  }
  return (
    <Alert
      ref={alert}
      role="alert"
      className={classes.ended}
      color="yellow"
      icon={<IconLogin2 aria-hidden />}
      title="Your session has ended"
      data-testid="session-ended"
    >
      {canKeep()
        ? 'What you wrote is kept on this device.'
        : 'What you wrote is NOT kept on this device: copy it first.'}{' '}
      <Anchor href={signInPath(location)} inherit underline="always" fw={600}>
        Sign in again
      </Anchor>{' '}
      and you will be back on this page.
    </Alert>
  );
}
