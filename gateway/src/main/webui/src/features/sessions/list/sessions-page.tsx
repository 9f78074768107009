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
import { isCandidate, isReviewer, useMe } from '@/lib/me';
import { useNow } from '@/lib/use-now';
import { nextStep } from './next-step';
import classes from './sessions-page.module.css';

const pageSize = 20;

/** The mock sessions that somebody takes part in. */
export function SessionsPage() {
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const when = params.get('when') === 'past' ? 'past' : 'upcoming';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const sessions = useQuery(sessionsQuery({ when, page: page - 1, size: pageSize }));
  const now = useNow(30_000);
  const show = (next: { when?: string; page?: number }) => {
    const wanted = new URLSearchParams();
    if ((next.when ?? when) === 'past') {
      wanted.set('when', 'past');
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
      <SegmentedControl
        aria-label="Show"
        style={{ alignSelf: 'flex-start' }}
        data={[
          { value: 'upcoming', label: 'Upcoming' },
          { value: 'past', label: 'Past' },
        ]}
        value={when}
        onChange={(value) => show({ when: value })}
      />
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
      {items?.length === 0 && <Nothing when={when} canPlan={isReviewer(me)} />}
      {items && items.length > 0 && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {plural(total, 'session')},{' '}
            {when === 'upcoming' ? 'the next one first' : 'newest first'}
          </Text>
          <ul className={rows.list} aria-busy={sessions.isPlaceholderData}>
            {items.map((session) => (
              <Row key={session.id} session={session} now={now} />
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

function Row({ session, now }: { session: SessionSummary; now: number }) {
  const { id, title, state, startsAt, minutes, timeZone, role, participants } = session;
  const candidate = participants.find((person) => person.role === 'CANDIDATE');
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
        <Link to={`/sessions/${id}`} className={`${rows.link} ${classes.link}`}>
          {title}
        </Link>
        <SessionWhen startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
        <Group gap="xs" mt={6}>
          <ToneBadge size="sm" tone={shown.tone}>
            {shown.label}
          </ToneBadge>
          <Text size="sm" c="dimmed">
            {[
              ...(role ? [roleSentence(role)] : []),
              ...(candidate && role !== 'CANDIDATE' ? [`with ${candidate.name}`] : []),
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
    </li>
  );
}

function Nothing({ when, canPlan }: { when: 'upcoming' | 'past'; canPlan: boolean }) {
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
