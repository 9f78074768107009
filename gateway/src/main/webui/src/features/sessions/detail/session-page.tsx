import { Blockquote, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconCalendarDown,
  IconCalendarPlus,
  IconDoorEnter,
  IconEdit,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { Confirm } from '@/components/confirm';
import { Fact, Facts } from '@/components/facts';
import { FailureLine } from '@/components/failure';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { keys } from '@/features/sessions/api/keys';
import {
  cancelSession,
  endSession,
  invitationPath,
  openSession,
  sessionQuery,
} from '@/features/sessions/api/sessions';
import type { SessionView } from '@/features/sessions/api/shapes';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { dayTime, hours, plural } from '@/lib/format';
import { isReviewer, useMe } from '@/lib/me';
import { mayPlanAgain } from '@/features/sessions/plan/plan';
import { CancelDialog } from './cancel-dialog';
import { PeopleList } from './people-list';
import classes from './session-page.module.css';

/** Everything about one session that the reader may know. */
export function SessionPage() {
  const { id = '' } = useParams();
  const session = useQuery({
    ...sessionQuery(id),
    // Somebody waits here for it to begin.
    refetchInterval: ({ state }) =>
      state.data?.state === 'SCHEDULED' || state.data?.state === 'LIVE' ? 10_000 : false,
  });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => <Overview session={found} />}
    </Loaded>
  );
}

function Overview({ session }: { session: SessionView }) {
  const { state, me, agenda, message, organiser } = session;
  const panel = me.role === 'INTERVIEWER';
  const minutes = agenda.reduce((sum, item) => sum + item.minutes, 0);
  return (
    <Stack gap={36}>
      <SessionHead session={session} />
      <Columns
        label="About this session"
        aside={
          <Stack gap="xl">
            <Actions session={session} />
            <Facts>
              <Fact name="Organised by">{organiser.name}</Fact>
              {session.openedAt && <Fact name="Opened">{dayTime(session.openedAt)}</Fact>}
              {session.endedAt && <Fact name="Ended">{dayTime(session.endedAt)}</Fact>}
              {session.releasedAt && <Fact name="Released">{dayTime(session.releasedAt)}</Fact>}
            </Facts>
          </Stack>
        }
      >
        {state === 'CANCELLED' && (
          <Blockquote p="md" color="red" data-testid="cancelled">
            This session was cancelled
            {session.cancelReason ? `: ${session.cancelReason}` : '.'}
          </Blockquote>
        )}
        {state === 'NO_SHOW' && (
          <Blockquote p="md" color="red" data-testid="not-held">
            This session did not take place: hours after its planned end nobody had opened its room.
          </Blockquote>
        )}
        {message && (
          <Section title="Message">
            <Text className={classes.message}>{message}</Text>
          </Section>
        )}
        <Section
          title="Agenda"
          lead={
            panel
              ? `${plural(agenda.length, 'question')}, ${hours(minutes)}. The candidate reads each when you put it before them.`
              : `${plural(agenda.length, 'question')}, ${hours(minutes)}. Each is shown in the room.`
          }
        >
          <ol className={classes.agenda}>
            {agenda.map((item, index) => (
              <li key={item.id} className={classes.item}>
                <span className={classes.number} aria-hidden>
                  {index + 1}
                </span>
                <Text fw={item.title ? 600 : 400} c={item.title ? undefined : 'dimmed'} flex={1}>
                  {item.title ?? `Question ${index + 1}`}
                </Text>
                <Text size="sm" c="dimmed">
                  {item.minutes} min
                </Text>
              </li>
            ))}
          </ol>
        </Section>
        <Section title="Who takes part">
          <PeopleList session={session} />
        </Section>
      </Columns>
    </Stack>
  );
}

function Actions({ session }: { session: SessionView }) {
  const { id, state, me } = session;
  const navigate = useNavigate();
  const reader = useMe();
  const queries = useQueryClient();
  const [cancelling, cancel] = useDisclosure(false);
  const [ending, end] = useDisclosure(false);
  const panel = me.role === 'INTERVIEWER';
  const changed = (next: SessionView) => {
    queries.setQueryData(keys.session(id), next);
    void queries.invalidateQueries({ queryKey: keys.sessions });
  };
  const open = useMutation({
    mutationFn: () => openSession(id),
    onSuccess: (next) => {
      changed(next);
      void navigate(`/sessions/${id}/room`);
    },
  });
  const finish = useMutation({
    mutationFn: () => endSession(id),
    onSuccess: (next) => {
      changed(next);
      end.close();
    },
  });
  const planned = state === 'SCHEDULED';
  return (
    <Stack gap="xs" className={classes.actions}>
      {state === 'LIVE' && (
        <Button
          component={Link}
          to={`/sessions/${id}/room`}
          leftSection={<IconDoorEnter size={18} aria-hidden />}
          data-testid="enter-room"
        >
          Go to the room
        </Button>
      )}
      {planned && panel && (
        <Button
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          loading={open.isPending}
          onClick={() => open.mutate()}
          data-testid="open-session"
        >
          Start now
        </Button>
      )}
      {open.isError && <FailureLine>{open.error.message}</FailureLine>}
      {planned && !panel && (
        <Text size="sm" c="dimmed" role="status">
          An interviewer opens the room. This page then shows the way in by itself.
        </Text>
      )}
      {(planned || state === 'LIVE') && (
        <Button component={Link} to={`/sessions/${id}/check`} variant="default">
          Check my devices
        </Button>
      )}
      {state === 'SCORING' && panel && (
        <Button component={Link} to={`/sessions/${id}/scorecard`} data-testid="open-scorecard">
          My scorecard
        </Button>
      )}
      {state === 'SCORING' && !panel && (
        <Text size="sm" c="dimmed" role="status">
          {me.role === 'CANDIDATE'
            ? 'It is over, and everything is kept. You get a mail when the report is there.'
            : 'It is over. The replay opens when the report is released.'}
        </Text>
      )}
      {state === 'RELEASED' && me.role !== 'OBSERVER' && (
        <Button component={Link} to={`/sessions/${id}/report`} data-testid="open-report">
          {me.role === 'CANDIDATE' ? 'Read my report' : 'Report'}
        </Button>
      )}
      {state !== 'RELEASED' && state !== 'SCORING' && state !== 'NO_SHOW' && (
        <Button
          component="a"
          href={invitationPath(id)}
          download
          variant="default"
          leftSection={<IconCalendarDown size={18} aria-hidden />}
          data-testid="download-ics"
        >
          {state === 'CANCELLED' ? 'Take it off my calendar (.ics)' : 'Add to my calendar (.ics)'}
        </Button>
      )}
      {mayPlanAgain(session, isReviewer(reader)) && (
        <Button
          component={Link}
          to={`/sessions/new?again=${id}`}
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
          data-testid="plan-again"
        >
          Plan it again
        </Button>
      )}
      {planned && (session.mayManage ?? panel) && (
        <Group gap="xs" grow>
          <Button
            component={Link}
            to={`/sessions/${id}/edit`}
            variant="default"
            leftSection={<IconEdit size={17} aria-hidden />}
            data-testid="edit-session"
          >
            Change
          </Button>
          <Button variant="subtle" color="red" onClick={cancel.open} data-testid="cancel-session">
            Cancel it
          </Button>
        </Group>
      )}
      {state === 'LIVE' && panel && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          onClick={end.open}
          data-testid="end-session"
        >
          End the session
        </Button>
      )}
      <CancelDialog
        opened={cancelling}
        session={session}
        send={cancelSession}
        onClose={cancel.close}
        onCancelled={changed}
      />
      <Confirm
        opened={ending}
        onClose={end.close}
        title="End this session?"
        failure={finish.error?.message}
        back="Go on"
        label="End it"
        onConfirm={() => finish.mutate()}
        pending={finish.isPending}
        danger
        testId="confirm-end"
      >
        <Text>
          The room can still be read, but nobody writes in it any more. Scorecards come next.
        </Text>
      </Confirm>
    </Stack>
  );
}
