import { Alert, Anchor, Button, CopyButton, Group, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertTriangle,
  IconEyeOff,
  IconFlagCheck,
  IconPlayerPause,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { useInRoom } from '@/features/room/connection/use-room';
import { stopwatch } from '@/lib/format';
import { signInPath } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/use-now';
import type { Ended } from '@/features/room/connection/room-connection';
import classes from './bar.module.css';

/** What everybody has to know before they go on. */
export function RoomBanner() {
  return (
    <>
      <Leftovers />
      <Situation />
    </>
  );
}

/** What somebody wrote and the server will not take is theirs to copy or to drop. */
function Leftovers() {
  const { room, state } = useInRoom();
  const leftovers = useStore(room.leftovers);
  return leftovers.map((leftover, index) => {
    const title = state.docs.find(({ id }) => id === leftover.doc)?.title ?? 'a document';
    return (
      <Alert
        key={index}
        color="yellow"
        // Only the sentence is called out, not the whole text.
        role="group"
        icon={<IconAlertTriangle size={18} />}
        title={`Changes of yours could not be kept in “${title}”`}
        className={classes.banner}
        py={6}
        radius={0}
        data-testid="leftover"
      >
        <Text size="sm" role="alert">
          The document shows what the server has. This is the text as you had it; take from it what
          is missing.
        </Text>
        <Textarea
          aria-label="The text as you had it"
          mt={4}
          readOnly
          autosize
          minRows={1}
          maxRows={4}
          value={leftover.text}
        />
        <Group gap="sm" mt={6}>
          <CopyButton value={leftover.text}>
            {({ copied, copy }) => (
              <Button size="compact-xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy it'}
              </Button>
            )}
          </CopyButton>
          <Button size="compact-xs" variant="default" onClick={() => room.dropLeftover(leftover)}>
            Drop it
          </Button>
        </Group>
      </Alert>
    );
  });
}

function Situation() {
  const { room, state, isPanel, sessionId, me } = useInRoom();
  const link = useStore(room.connection.link);
  const trouble = useStore(room.trouble);
  const keptHere = useStore(room.keptHere);
  useEffect(() => {
    if (trouble) {
      notifications.show({ color: 'yellow', title: 'That did not work', message: trouble.detail });
    }
  }, [trouble]);
  if (link.kind === 'ended') {
    return <LinkEnded why={link.why} kept={keptHere} retry={() => room.connection.retryNow()} />;
  }
  if (state.phase === 'SCORING' || state.phase === 'RELEASED') {
    return (
      <Banner icon={<IconFlagCheck size={18} />}>
        The session has ended; everything is kept.{' '}
        {isPanel ? (
          <Anchor component={RouterLink} to={`/sessions/${sessionId}/scorecard`} fw={600}>
            Fill in your scorecard
          </Anchor>
        ) : me.role === 'CANDIDATE' ? (
          'You will hear when the result is released.'
        ) : null}
      </Banner>
    );
  }
  if (state.focus) {
    return (
      <FocusBanner
        until={state.focus.until}
        watching={me.role !== 'CANDIDATE'}
        now={() => room.connection.clock.now()}
        end={me.role === 'OBSERVER' ? undefined : () => room.tell({ action: 'focus.end' })}
      />
    );
  }
  if (state.paused) {
    return (
      <Banner icon={<IconPlayerPause size={18} />}>
        The session is paused; the timers stand still.
        {isPanel && (
          <Button size="compact-xs" onClick={() => room.tell({ action: 'resume' })}>
            Go on
          </Button>
        )}
      </Banner>
    );
  }
  return null;
}

interface FocusBannerProps {
  until: string;
  watching: boolean;
  now: () => number;
  end: (() => void) | undefined;
}

function FocusBanner({ until, watching, now, end }: FocusBannerProps) {
  useNow(1_000);
  const left = stopwatch(Math.max(0, (Date.parse(until) - now()) / 1000));
  return (
    <Banner icon={<IconEyeOff size={18} />}>
      {watching
        ? `Focus time: the candidate thinks unwatched for another ${left}. What is written comes afterwards.`
        : `Focus time: nobody sees what you write for another ${left}.`}
      {end && (
        <Button size="compact-xs" variant="default" onClick={end}>
          End it now
        </Button>
      )}
    </Banner>
  );
}

interface LinkEndedProps {
  why: Ended;
  /** A reload brings back what is unsent. */
  kept: boolean;
  retry: () => void;
}

function LinkEnded({ why, kept, retry }: LinkEndedProps) {
  return (
    <Banner icon={<IconPlugConnectedX size={18} />} alert>
      {endedWords[why]}{' '}
      {(why === 'signed-out' || why === 'broken') &&
        (kept
          ? 'What you wrote is kept in this tab.'
          : 'What you wrote last is NOT kept: copy it before you leave.')}{' '}
      {why === 'signed-out' ? (
        <Anchor href={signInPath()} fw={600}>
          Sign in again
        </Anchor>
      ) : (
        why !== 'over' && (
          <Button size="compact-xs" variant="default" onClick={retry}>
            {why === 'taken-over' ? 'Go on here' : 'Try again'}
          </Button>
        )
      )}
    </Banner>
  );
}

const endedWords: Record<Ended, string> = {
  'signed-out': 'Your sign-in has ended.',
  'not-in-it': 'You are no longer a participant of this session.',
  'taken-over': 'The room was opened again elsewhere with this tab’s name.',
  over: 'The session was cancelled.',
  broken: 'The server does not understand this page. Reload it.',
};

function Banner({
  icon,
  children,
  alert = false,
}: {
  icon: ReactNode;
  children: ReactNode;
  alert?: boolean;
}) {
  return (
    <Alert
      icon={icon}
      role={alert ? 'alert' : 'status'}
      className={classes.banner}
      py={6}
      radius={0}
      data-testid="room-banner"
    >
      <Group gap="sm">{children}</Group>
    </Alert>
  );
}
