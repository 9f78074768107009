import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconCalendarPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Failure } from '@/components/failure';
import rows from '@/components/link-rows.module.css';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { ToneBadge } from '@/components/tone-badge';
import { sessionsQuery } from '@/features/sessions/api/sessions';
import type { SessionSummary } from '@/features/sessions/api/shapes';
import { roleSentence, sessionState } from '@/features/sessions/labels';
import { SessionWhen } from '@/features/sessions/session-when';
import { plural, relative } from '@/lib/format';
import { isAdmin, isCandidate, isReviewer, useMe } from '@/lib/me';
import { useNow } from '@/lib/use-now';
import { nextStep } from './next-step';
import { Rescue } from './rescue';
import classes from './sessions-page.module.css';

const pageSize = 20;

/** The mock sessions that somebody takes part in; for admins those of everybody, too. */
export function SessionsPage() {
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const all = isAdmin(me) && params.get('scope') === 'all';
  const when = whenOf(params.get('when'), all);
  const page = Math.max(1, Number(params.get('page')) || 1);
  const sessions = useQuery(
    sessionsQuery({
      when: when === 'upcoming' ? when : 'past',
      state: when === 'scoring' ? 'SCORING' : undefined,
      scope: all ? 'all' : undefined,
      page: page - 1,
      size: pageSize,
    }),
  );
  const now = useNow(30_000);
  const show = (next: { when?: string; scope?: string; page?: number }) => {
    const wanted = new URLSearchParams();
    if ((next.scope ?? (all ? 'all' : 'mine')) === 'all') {
      wanted.set('scope', 'all');
    }
    if ((next.when ?? when) !== 'upcoming') {
      wanted.set('when', next.when ?? when);
    }
    if (next.page && next.page > 1) {
      wanted.set('page', String(next.page));
    }
    setParams(wanted);
  };
  const items = sessions.data?.items;
  const total = sessions.data?.page.total ?? 0;
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <PageHeading>Mock sessions</PageHeading>
          <Text c="dimmed" mt={4} maw="42rem">
            A live interview on the same rubric as your practice: one room, and a score that shows
            what it stands on.
          </Text>
        </div>
        <Group gap="sm">
          {isCandidate(me) && (
            <Button
              component={Link}
              to="/peers"
              variant="default"
              leftSection={<IconUsers size={18} aria-hidden />}
            >
              Practise with a peer
            </Button>
          )}
          {isReviewer(me) && (
            <Button
              component={Link}
              to="/sessions/new"
              leftSection={<IconCalendarPlus size={18} aria-hidden />}
              data-testid="new-session"
            >
              Plan a session
            </Button>
          )}
        </Group>
      </Group>
      <Group gap="sm">
        {isAdmin(me) && (
          <SegmentedControl
            aria-label="Whose"
            data={[
              { value: 'mine', label: 'Mine' },
              { value: 'all', label: 'Everybody’s' },
            ]}
            value={all ? 'all' : 'mine'}
            onChange={(value) => show({ scope: value })}
            data-testid="scope"
          />
        )}
        <SegmentedControl
          aria-label="Show"
          data={[
            { value: 'upcoming', label: 'Upcoming' },
            ...(all ? [{ value: 'scoring', label: 'To be scored' }] : []),
            { value: 'past', label: 'Past' },
          ]}
          value={when}
          onChange={(value) => show({ when: value })}
        />
      </Group>
      {sessions.isError && !items && (
        <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && (
        <Stack gap="xs" aria-hidden>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} h={92} radius="lg" />
          ))}
        </Stack>
      )}
      {items?.length === 0 &&
        (all ? (
          <Notice icon={<IconCalendarPlus />} title="None">
            {nothingOfAll[when]}
          </Notice>
        ) : (
          <Nothing when={when} canPlan={isReviewer(me)} />
        ))}
      {items && items.length > 0 && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {plural(total, 'session')},{' '}
            {when === 'upcoming' ? 'the next one first' : 'newest first'}
          </Text>
          <ul className={rows.list} aria-busy={sessions.isPlaceholderData}>
            {items.map((session) => (
              <Row key={session.id} session={session} now={now} all={all} />
            ))}
          </ul>
        </>
      )}
      <Pages
        total={Math.ceil(total / pageSize)}
        value={page}
        onChange={(next) => show({ page: next })}
      />
    </Stack>
  );
}

type When = 'upcoming' | 'scoring' | 'past';

function whenOf(wanted: string | null, all: boolean): When {
  return wanted === 'past' || (wanted === 'scoring' && all) ? wanted : 'upcoming';
}

const nothingOfAll: Record<When, string> = {
  upcoming: 'Nobody has planned a session.',
  scoring: 'No session waits for its scorecards.',
  past: 'No session is over yet.',
};

interface RowProps {
  session: SessionSummary;
  now: number;
  /** Among those of everybody. */
  all: boolean;
}

function Row({ session, now, all }: RowProps) {
  const { id, title, state, startsAt, minutes, timeZone, role, participants } = session;
  const candidate = participants.find((person) => person.role === 'CANDIDATE');
  const interviewers = participants
    .filter((person) => person.role === 'INTERVIEWER')
    .map(({ name }) => name)
    .join(', ');
  const shown = sessionState(state);
  const step = nextStep(session);
  return (
    <li className={`${rows.row} ${classes.row}`} data-testid="session-row" data-state={state}>
      <div className={classes.date} aria-hidden>
        <span className={classes.day}>{new Date(startsAt).getDate()}</span>
        <span className={classes.month}>
          {new Date(startsAt).toLocaleDateString(undefined, { month: 'short' })}
        </span>
      </div>
      <div>
        {role ? (
          <Link to={`/sessions/${id}`} className={`${rows.link} ${classes.link}`}>
            {title}
          </Link>
        ) : (
          <Text component="span" fw={600} className={classes.link}>
            {title}
          </Text>
        )}
        <SessionWhen startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
        <Group gap="xs" mt={6}>
          <ToneBadge size="sm" tone={shown.tone}>
            {shown.label}
          </ToneBadge>
          <Text size="sm" c="dimmed">
            {[
              ...(role ? [roleSentence(role)] : []),
              ...(candidate && role !== 'CANDIDATE' ? [`with ${candidate.name}`] : []),
              ...(all ? [`interviewed by ${interviewers}`] : []),
              ...(state === 'SCHEDULED' ? [relative(startsAt, now)] : []),
            ].join(' · ')}
          </Text>
        </Group>
      </div>
      {step && (
        <Button
          component={Link}
          to={step.to}
          size="sm"
          variant={step.pressing ? 'filled' : 'light'}
          className={`${rows.above} ${classes.step}`}
          aria-label={`${step.label}: ${title}`}
        >
          {step.label}
        </Button>
      )}
      {all && !role && (
        <div className={`${rows.above} ${classes.step}`}>
          <Rescue session={session} />
        </div>
      )}
    </li>
  );
}

function Nothing({ when, canPlan }: { when: When; canPlan: boolean }) {
  if (when === 'past') {
    return (
      <Notice icon={<IconCalendarPlus />} title="None yet">
        Sessions that are over stay here, with their reports and replays.
      </Notice>
    );
  }
  return canPlan ? (
    <Notice
      icon={<IconCalendarPlus />}
      title="Nothing is planned"
      action={
        <Button component={Link} to="/sessions/new">
          Plan a session
        </Button>
      }
    >
      Pick a loop or some questions, a time and a candidate: everyone gets an invitation for their
      calendar.
    </Notice>
  ) : (
    <Notice
      icon={<IconCalendarPlus />}
      title="Nothing is planned"
      action={
        <Button component={Link} to="/peers">
          Find a peer
        </Button>
      }
    >
      When an interviewer plans a session with you, it appears here and in your mail. You can also
      practise with another candidate.
    </Notice>
  );
}
