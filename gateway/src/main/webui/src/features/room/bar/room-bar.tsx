import { ActionIcon, Button, Group, Menu, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconDots,
  IconEyeOff,
  IconHandStop,
  IconKeyboard,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@/components/confirm';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import { endSession, openSession, type SessionPhase } from '@/features/room/api/session';
import { CallBar } from '@/features/room/call/call-bar';
import { useInRoom } from '@/features/room/connection/use-room';
import classes from './bar.module.css';
import { Faces } from './faces';
import { LinkState } from './link-state';
import { ShortcutsDialog } from './shortcuts-dialog';
import { helpOpen, toggleHand } from './shortcuts';
import { Timer } from './timer';
import { useStore } from '@/lib/store';

const phases: Record<SessionPhase, { word: string; tone: BadgeTone }> = {
  SCHEDULED: { word: 'Not started', tone: 'plain' },
  LIVE: { word: 'Live', tone: 'good' },
  SCORING: { word: 'Ended', tone: 'busy' },
  RELEASED: { word: 'Released', tone: 'busy' },
  CANCELLED: { word: 'Does not take place', tone: 'bad' },
  NO_SHOW: { word: 'Did not take place', tone: 'bad' },
};

export interface RoomBarProps {
  title: string;
}

/** What is always in view: where one is, how long it has gone on, who is here, and whether the line stands. */
export function RoomBar({ title }: RoomBarProps) {
  const { room, state, me, isPanel, sessionId } = useInRoom();
  const { word, tone } = phases[state.phase];
  const live = state.phase === 'LIVE';
  const raised = state.hands.includes(me.participantId);
  return (
    <header className={classes.bar}>
      <Tooltip label="Leave the room">
        <ActionIcon
          component={Link}
          to={`/sessions/${sessionId}`}
          variant="subtle"
          color="gray"
          aria-label="Leave the room"
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
      </Tooltip>
      <Text fw={600} truncate className={classes.title} aria-hidden>
        {title}
      </Text>
      <ToneBadge tone={live && state.paused ? 'doubtful' : tone} data-testid="room-phase">
        {live && state.paused ? 'Paused' : word}
      </ToneBadge>
      <Timer timer={state.timers.session} label="Session" size="md" />
      <LinkState />
      <span className={classes.spring} />
      <Faces />
      {state.phase !== 'CANCELLED' && <CallBar />}
      {!isPanel && live && (
        <Button
          size="compact-md"
          variant={raised ? 'filled' : 'default'}
          leftSection={<IconHandStop size={16} aria-hidden />}
          aria-pressed={raised}
          onClick={() => toggleHand(room)}
        >
          {raised ? 'Lower hand' : 'Raise hand'}
        </Button>
      )}
      {isPanel && <SessionControls />}
      <More />
      <ShortcutsDialog opened={useStore(helpOpen)} onClose={() => helpOpen.set(false)} />
    </header>
  );
}

/** Starts the session, and ends it after asking. */
function SessionControls() {
  const { state, sessionId, room } = useInRoom();
  const [confirming, confirm] = useDisclosure(false);
  const start = useMutation({
    mutationFn: () => openSession(sessionId),
    onError: (error) => room.trouble.set({ code: 'not-opened', detail: error.message }),
  });
  const end = useMutation({ mutationFn: () => endSession(sessionId), onSuccess: confirm.close });
  if (state.phase === 'SCHEDULED') {
    return (
      <Button
        size="compact-md"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={start.isPending}
        onClick={() => start.mutate()}
        data-testid="start-session"
      >
        Start session
      </Button>
    );
  }
  if (state.phase !== 'LIVE') {
    return null;
  }
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={confirm.open}
        data-testid="end-session"
      >
        End session
      </Button>
      <Confirm
        opened={confirming}
        onClose={confirm.close}
        title="End the session?"
        failure={end.error?.message}
        back="Go on"
        label="End session"
        onConfirm={() => end.mutate()}
        pending={end.isPending}
        expected
        testId="confirm-end"
      >
        <Text>
          Nobody can write in the documents any more. Everything is kept, and scoring begins. Your
          own notes can still be written.
        </Text>
      </Confirm>
    </>
  );
}

function More() {
  const { room, state, me, isPanel } = useInRoom();
  const target = useRef<HTMLButtonElement>(null);
  const live = state.phase === 'LIVE';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon ref={target} variant="default" aria-label="More" data-testid="room-more">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isPanel && live && (
          <Menu.Item
            leftSection={
              state.paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />
            }
            onClick={() => room.tell({ action: state.paused ? 'resume' : 'pause' })}
          >
            {state.paused ? 'Go on' : 'Pause the session'}
          </Menu.Item>
        )}
        {me.role !== 'OBSERVER' && live && !state.focus && (
          <>
            <Menu.Label>Focus time: the candidate writes unwatched</Menu.Label>
            <Group gap={4} px="sm" pb={6}>
              {[2, 5, 10].map((minutes) => (
                <Menu.Item
                  key={minutes}
                  w="auto"
                  leftSection={<IconEyeOff size={16} />}
                  onClick={() => room.tell({ action: 'focus.start', minutes })}
                >
                  {minutes} min
                </Menu.Item>
              ))}
            </Group>
          </>
        )}
        <Menu.Item
          leftSection={<IconKeyboard size={16} />}
          onClick={() => {
            // The item goes with its menu: the dialog gives the focus back to what has it now.
            target.current?.focus();
            helpOpen.set(true);
          }}
        >
          Keyboard shortcuts
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
