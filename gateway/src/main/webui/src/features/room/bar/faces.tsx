import { Group, Tooltip } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useInRoom } from '@/features/room/connection/use-room';
import { initials, toneOf } from '@/features/room/editor/tones';
import { useStore } from '@/lib/store';
import { roleWord } from '@/features/room/talk/words';
import classes from './bar.module.css';

/** Who is here, at a glance; the list of people has the words. */
export function Faces() {
  const { room, state, me } = useInRoom();
  const people = useStore(room.people);
  const present = [...new Map(people.map((person) => [person.participantId, person])).values()];
  return (
    <Group gap={6} wrap="nowrap" role="list" aria-label="Who is here" data-testid="faces">
      {present.map(({ participantId, name, role }) => {
        const raised = state.hands.includes(participantId);
        const words = `${name}${participantId === me.participantId ? ' (you)' : ''}, ${roleWord(role).toLowerCase()}${raised ? ', hand raised' : ''}`;
        return (
          <Tooltip key={participantId} label={words}>
            <span className={classes.person} role="listitem" data-tone={toneOf(participantId)}>
              <span className={classes.avatar} role="img" aria-label={words}>
                {initials(name)}
              </span>
              {raised && (
                <span className={classes.hand} aria-hidden>
                  <IconHandStop size={12} />
                </span>
              )}
            </span>
          </Tooltip>
        );
      })}
    </Group>
  );
}
