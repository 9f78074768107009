import {
  ActionIcon,
  Group,
  Kbd,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Title,
} from '@mantine/core';
import {
  IconNotes,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import { sessionQuery } from '@/features/sessions/api/sessions';
import type { SessionView } from '@/features/sessions/api/shapes';
import { timelineQuery, type Timeline } from '@/features/sessions/api/timeline';
import { CodeView } from '@/features/sessions/code-view';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { systemClock } from '@/lib/clock';
import { stopwatch } from '@/lib/format';
import { momentsOf, neighbour, type MomentKind, type ReplayMoment } from './moments';
import { Player, speeds, type Speed } from './player';
import { ReplayedBoard } from './replayed-board';
import classes from './replay-page.module.css';
import { elapsedAt, sessionTimer, Tape, type TapeState } from './tape';

/** A session once more: its documents, boards, questions and timers as they came. */
export function ReplayPage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  const open =
    session.data !== undefined &&
    (session.data.state === 'RELEASED' ||
      (session.data.state === 'SCORING' && session.data.me.role === 'INTERVIEWER'));
  const timeline = useQuery({ ...timelineQuery(id), enabled: open });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => (
        <Stack gap="xl">
          <SessionHead session={found} part="Replay" />
          {!open ? (
            <Notice icon={<IconPlayerPlayFilled />} title="There is no replay yet">
              {found.state === 'SCORING'
                ? 'It opens for you with the report.'
                : 'When the session is over, it can be watched here.'}
            </Notice>
          ) : (
            <Loaded query={timeline}>
              {(recorded) =>
                recorded.entries.length === 0 ? (
                  <Notice icon={<IconPlayerPlayFilled />} title="Nothing was recorded">
                    Nobody did anything in this room.
                  </Notice>
                ) : (
                  <Desk session={found} timeline={recorded} />
                )
              }
            </Loaded>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface DeskProps {
  session: SessionView;
  timeline: Timeline;
}

/** Nothing happened for this long: with that wish, the tape goes on to just before the next thing. */
const longPauseMillis = 8_000;
const beforeNextMillis = 1_000;
const skipMillis = 5_000;

const kindTone: Record<MomentKind, BadgeTone> = {
  phase: 'plain',
  question: 'good',
  hint: 'doubtful',
  run: 'busy',
  picture: 'busy',
  pause: 'plain',
  focus: 'plain',
  hand: 'plain',
  chat: 'plain',
  note: 'doubtful',
  mark: 'bad',
};

const kindName: Record<MomentKind, string> = {
  phase: 'Session',
  question: 'Question',
  hint: 'Hint',
  run: 'Run',
  picture: 'Board',
  pause: 'Pause',
  focus: 'Focus',
  hand: 'Hand',
  chat: 'Chat',
  note: 'My note',
  mark: 'My mark',
};

function Desk({ session, timeline }: DeskProps) {
  const tape = useMemo(() => new Tape(timeline.entries), [timeline.entries]);
  const moments = useMemo(
    () => momentsOf(tape, timeline.notes, nameIn(session)),
    [tape, timeline.notes, session],
  );
  const [player] = useState(() => new Player(tape.length, systemClock));
  const { at, playing, speed } = useSyncExternalStore(player.subscribe, player.state);
  const [skipping, setSkipping] = useState(true);
  const [params] = useSearchParams();
  const start = Number(params.get('at') ?? 0);
  const state = tape.at(at);

  useEffect(() => {
    if (start > 0) {
      player.seek(start);
    }
    return () => player.stop();
  }, [player, start]);

  useEffect(() => {
    if (playing && skipping) {
      const next = tape.offsetOf(state.count);
      if (state.count < tape.entries.length && next - at > longPauseMillis) {
        player.seek(next - beforeNextMillis);
      }
    }
  }, [player, tape, playing, skipping, at, state.count]);

  const jump = (moment: ReplayMoment | undefined) => moment && player.seek(moment.at);
  const press = (event: KeyboardEvent) => {
    const element = event.target as Element;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      element.closest('.cm-editor, select, textarea, input:not([type="range"])')
    ) {
      return;
    }
    const slider = element.matches('input[type="range"]');
    const button = element.closest('button, a, [role="switch"]') !== null;
    switch (event.key) {
      case ' ':
        if (button) {
          return;
        }
        player.toggle();
        break;
      case 'k':
        player.toggle();
        break;
      case 'ArrowLeft':
      case 'ArrowRight': {
        const by = event.key === 'ArrowLeft' ? -1 : 1;
        if (event.shiftKey) {
          jump(neighbour(moments, at, by));
        } else if (slider || !button) {
          player.skip(by * skipMillis);
        } else {
          return;
        }
        break;
      }
      case 'n':
        jump(neighbour(moments, at, 1));
        break;
      case 'p':
        jump(neighbour(moments, at, -1));
        break;
      case '>':
      case '+':
        player.shift(1);
        break;
      case '<':
      case '-':
        player.shift(-1);
        break;
      case 'Home':
        player.seek(0);
        break;
      case 'End':
        player.seek(tape.length);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <div className={classes.desk} onKeyDown={press} data-testid="replay">
      <div className={classes.player}>
        <div className={classes.controls}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label="To the moment before"
            onClick={() => jump(neighbour(moments, at, -1))}
          >
            <IconPlayerSkipBack size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={46}
            radius="xl"
            aria-label={playing ? 'Pause' : 'Play'}
            onClick={() => player.toggle()}
            data-testid="play"
          >
            {playing ? (
              <IconPlayerPauseFilled size={22} aria-hidden />
            ) : at >= tape.length ? (
              <IconPlayerTrackPrev size={22} aria-hidden />
            ) : (
              <IconPlayerPlayFilled size={22} aria-hidden />
            )}
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label="To the next moment"
            onClick={() => jump(neighbour(moments, at, 1))}
            data-testid="next-moment"
          >
            <IconPlayerSkipForward size={18} aria-hidden />
          </ActionIcon>
          <Text className={classes.time} data-testid="replay-time">
            {stopwatch(at / 1000)} <span>of {stopwatch(tape.length / 1000)}</span>
          </Text>
          <SegmentedControl
            aria-label="Speed"
            size="xs"
            data={speeds.map((value) => ({ value: String(value), label: `${value}×` }))}
            value={String(speed)}
            onChange={(value) => player.setSpeed(Number(value) as Speed)}
            data-testid="speed"
          />
          <Switch
            size="sm"
            label="Skip pauses"
            checked={skipping}
            onChange={(event) => setSkipping(event.currentTarget.checked)}
          />
        </div>
        <div className={classes.track}>
          <div className={classes.ticks} aria-hidden>
            {moments.map((moment) => (
              <span
                key={moment.key}
                className={classes.tick}
                data-kind={moment.kind}
                style={{ left: `${tape.length > 0 ? (moment.at / tape.length) * 100 : 0}%` }}
                title={moment.label}
              />
            ))}
          </div>
          <input
            type="range"
            className={classes.seek}
            style={played(tape.length > 0 ? at / tape.length : 0)}
            aria-label="Place in the session"
            aria-valuetext={`${stopwatch(at / 1000)} of ${stopwatch(tape.length / 1000)}`}
            min={0}
            max={tape.length}
            step={100}
            value={at}
            onChange={(event) => player.seek(Number(event.currentTarget.value))}
            data-testid="seek"
          />
        </div>
        <Text size="xs" c="dimmed" visibleFrom="sm">
          <Kbd size="xs">k</Kbd> plays and pauses, <Kbd size="xs">←</Kbd> <Kbd size="xs">→</Kbd> go
          five seconds, <Kbd size="xs">p</Kbd> <Kbd size="xs">n</Kbd> to the moment before and
          after, <Kbd size="xs">&lt;</Kbd> <Kbd size="xs">&gt;</Kbd> change the speed.
        </Text>
      </div>
      <div className={classes.columns}>
        <Scene session={session} state={state} at={at} />
        <Stack gap="lg">
          <section aria-labelledby="moments">
            <Title order={2} size="h4" id="moments" mb="xs">
              Moments
            </Title>
            <Moments moments={moments} at={at} onJump={jump} />
          </section>
          <Chat session={session} state={state} />
        </Stack>
      </div>
    </div>
  );
}

/** What people are called who did something. */
const nameIn =
  ({ participants }: SessionView) =>
  (participant: string | null | undefined): string =>
    participants.find(({ id }) => id === participant)?.name ?? 'Somebody';

/** How far the bar is filled. */
const played = (share: number) => ({ '--played': `${share * 100}%` }) as CSSProperties;

interface SceneProps {
  session: SessionView;
  state: TapeState;
  at: number;
}

/** What could be seen in the room at that moment. */
function Scene({ session, state, at }: SceneProps) {
  const { item, documents, boards, lastDocument, lastBoard, run, hints } = state;
  const [chosen, setChosen] = useState<string | null>(null);
  const document =
    (chosen !== null ? documents.get(chosen) : undefined) ??
    (lastDocument !== null ? documents.get(lastDocument) : undefined);
  const board = lastBoard !== null ? boards.get(lastBoard) : undefined;
  const title =
    item === null
      ? 'No question yet'
      : (state.titles.get(item) ??
        session.agenda.find(({ id }) => id === item)?.title ??
        'A question');
  const given = hints.filter((hint) => hint.item === item);
  const written = [...documents.values()].filter(
    ({ id, text }) => text.length > 0 || id === lastDocument,
  );
  return (
    <Stack gap="md" className={classes.scene}>
      <div className={classes.now}>
        <Title order={2} size="h4" flex="1 1 12rem">
          {title}
        </Title>
        {state.paused && <ToneBadge tone="doubtful">Paused</ToneBadge>}
        {state.focus && <ToneBadge tone="busy">Focus time</ToneBadge>}
        <Text size="sm" className={classes.timer}>
          {item !== null && state.timers.has(item) && (
            <>
              question <b>{stopwatch(elapsedAt(state.timers.get(item), at) / 1000)}</b>
            </>
          )}
          {state.timers.has(sessionTimer) && (
            <>
              {' '}
              session <b>{stopwatch(elapsedAt(state.timers.get(sessionTimer), at) / 1000)}</b>
            </>
          )}
        </Text>
      </div>
      {given.length > 0 && (
        <ul className={classes.hints}>
          {given.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {written.length > 1 && (
        <SegmentedControl
          aria-label="Document"
          size="xs"
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
          data={[
            { value: '', label: 'As it happened' },
            ...written.map(({ id, title: name }) => ({
              value: id,
              label: name || state.titles.get(id) || 'Scratch',
            })),
          ]}
          value={chosen ?? ''}
          onChange={(value) => setChosen(value === '' ? null : value)}
        />
      )}
      {document ? (
        <>
          {document.broken && (
            <Text size="sm" c="var(--gr-tone-flag-strong)" role="status">
              A change of this document could not be read: the text may not be whole.
            </Text>
          )}
          <div className={classes.document}>
            <CodeView
              key={document.id}
              label="The document"
              text={document.text.toString()}
              language={document.language}
              follow
            />
          </div>
        </>
      ) : (
        <div className={classes.empty}>Nothing is written yet.</div>
      )}
      {run && document && run.document === document.id && (
        <pre className={classes.output} data-failed={run.failed || undefined} tabIndex={0}>
          {run.text === '' ? '(no output)' : run.text}
        </pre>
      )}
      {board && <ReplayedBoard board={board} />}
    </Stack>
  );
}

interface MomentsProps {
  moments: readonly ReplayMoment[];
  at: number;
  onJump: (moment: ReplayMoment) => void;
}

function Moments({ moments, at, onJump }: MomentsProps) {
  const here = moments.filter((moment) => moment.at <= at).at(-1)?.key;
  if (moments.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None.
      </Text>
    );
  }
  return (
    <ol className={classes.moments} data-testid="moments">
      {moments.map((moment) => (
        <li key={moment.key}>
          <button
            type="button"
            className={classes.moment}
            aria-current={moment.key === here || undefined}
            onClick={() => onJump(moment)}
          >
            <span className={classes.momentTime}>{stopwatch(moment.at / 1000)}</span>
            <span className={classes.momentLabel}>{moment.label}</span>
            <ToneBadge size="xs" tone={kindTone[moment.kind]}>
              {kindName[moment.kind]}
            </ToneBadge>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Chat({ session, state }: { session: SessionView; state: TapeState }) {
  const list = useRef<HTMLUListElement>(null);
  const { chat } = state;
  useEffect(() => {
    if (list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [chat.length]);
  return (
    <section aria-labelledby="chat">
      <Group gap={6} mb="xs">
        <IconNotes size={18} aria-hidden />
        <Title order={2} size="h4" id="chat">
          Chat
        </Title>
      </Group>
      {chat.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing was said yet.
        </Text>
      ) : (
        <ul className={classes.chat} ref={list} tabIndex={0}>
          {chat.map(({ seq, actor, text }) => (
            <li key={seq}>
              <b>{nameIn(session)(actor)}:</b> {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
