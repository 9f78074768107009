import { ActionIcon, Button, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPresentation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Timer } from '@/features/room/bar/timer';
import { readGuide } from '@/features/room/api/session';
import { useInRoom } from '@/features/room/connection/use-room';
import { GuideView } from './guide-view';
import classes from './panel.module.css';

/** The interviewer's side: what is to be asked, and what to look for. */
export function SidePane() {
  const { room, state, sessionId } = useInRoom();
  const guide = useQuery({
    // Peers have it only from when the session begins.
    queryKey: ['room-guide', sessionId, state.phase === 'SCHEDULED'],
    queryFn: () => readGuide(sessionId),
    staleTime: Infinity,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const item = state.items.find(({ id }) => id === (chosen ?? state.item)) ?? state.items[0];
  const guideOf = (id: string) => guide.data?.find(({ itemId }) => itemId === id)?.question;
  const live = state.phase === 'LIVE';
  return (
    <>
      <ol className={classes.agenda} aria-label="Agenda" data-testid="agenda">
        {state.items.map(({ id, position, minutes, title }) => {
          const name = guideOf(id)?.title ?? title ?? `Question ${position + 1}`;
          const timer = state.timers.items[id];
          const running = timer?.runningSince !== null;
          return (
            <li
              key={id}
              className={classes.item}
              data-chosen={item?.id === id || undefined}
              data-shown={state.item === id || undefined}
            >
              <UnstyledButton
                className={classes.name}
                aria-pressed={item?.id === id}
                onClick={() => setChosen(id)}
              >
                {position + 1}. {name}
              </UnstyledButton>
              {state.item === id ? (
                <Text size="xs" fw={600} c="var(--gr-tone-0-strong)">
                  Shown now
                </Text>
              ) : (
                <Button
                  size="compact-xs"
                  variant="light"
                  disabled={!live}
                  leftSection={<IconPresentation size={14} aria-hidden />}
                  aria-label={`Show ${name}`}
                  onClick={() => {
                    setChosen(null);
                    room.tell({ action: 'question.show', item: id });
                  }}
                >
                  Show
                </Button>
              )}
              <div className={classes.facts}>
                {timer ? (
                  <Timer timer={timer} label={name} size="xs" />
                ) : (
                  <Text size="xs" c="dimmed">
                    {minutes} min
                  </Text>
                )}
                {live && timer && (
                  <Tooltip label={running ? 'Pause its timer' : 'Start its timer'}>
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      aria-label={
                        running ? `Pause the timer of ${name}` : `Start the timer of ${name}`
                      }
                      onClick={() =>
                        room.tell({ action: running ? 'timer.pause' : 'timer.start', item: id })
                      }
                    >
                      {running ? <IconPlayerPause size={13} /> : <IconPlayerPlay size={13} />}
                    </ActionIcon>
                  </Tooltip>
                )}
              </div>
            </li>
          );
        })}
        {state.items.length === 0 && (
          <Text component="li" size="sm" c="dimmed" p="xs">
            The agenda is empty.
          </Text>
        )}
      </ol>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Guide">
        {item && <GuideView item={item} question={guideOf(item.id)} failed={guide.isError} />}
      </div>
    </>
  );
}
