import { Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { PageHeading } from '@/components/page';
import { ToneBadge } from '@/components/tone-badge';
import type { SessionView } from './api/shapes';
import { sessionState } from './labels';
import { partsOf } from './parts';
import classes from './session-head.module.css';
import { SessionWhen } from './session-when';

export const noSuchSession = {
  title: 'There is no such session for you',
  detail:
    'It does not exist, or you are not in it. Sign in with the account that the invitation was sent to.',
};

export interface SessionHeadProps {
  session: SessionView;
  /** The part of the session that this page is. */
  part?: string;
}

/** Where one is in a session, and its other parts that are open to the reader. */
export function SessionHead({ session, part }: SessionHeadProps) {
  const { pathname } = useLocation();
  const state = sessionState(session.state);
  const parts = partsOf(session);
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls: where one is must be in view.
    const here = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && here) {
      row.current.scrollLeft = here.offsetLeft - row.current.offsetLeft - 16;
    }
  }, [pathname, parts.length]);
  return (
    <div className={classes.head}>
      <Group gap="sm" mb={4}>
        <ToneBadge tone={state.tone} data-testid="session-state">
          {state.label}
        </ToneBadge>
      </Group>
      <PageHeading tabTitle={part ? `${part} · ${session.title}` : session.title}>
        {session.title}
      </PageHeading>
      <SessionWhen {...session} size="md" />
      <nav ref={row} className={classes.parts} aria-label="Parts of this session">
        {parts.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className={classes.part}
            aria-current={pathname === to ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
    </div>
  );
}
