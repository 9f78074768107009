import { Button, Text } from '@mantine/core';
import { IconEye, IconHandStop } from '@tabler/icons-react';
import { useInRoom } from '@/features/room/connection/use-room';
import { following } from '@/features/room/editor/cursors';
import { initials, toneOf } from '@/features/room/editor/tones';
import { useStore } from '@/lib/store';
import { roleWord } from './words';
import classes from './talk.module.css';

/** Who is here, in words; each may be followed through the documents. */
export function People() {
  const { room, state, me } = useInRoom();
  const people = useStore(room.people);
  const followedNow = useStore(following);
  const present = [...new Map(people.map((one) => [one.participantId, one])).values()];
  return (
    <ul className={classes.list} aria-label="People" data-testid="people">
      {present.map(({ participantId, name, role }) => {
        const mine = participantId === me.participantId;
        const followsThem = followedNow === participantId;
        return (
          <li key={participantId} className={classes.person} data-tone={toneOf(participantId)}>
            <span className={classes.avatar} aria-hidden>
              {initials(name)}
            </span>
            <div>
              <Text size="sm" fw={600} lh={1.2}>
                {name}
                {mine && ' (you)'}
              </Text>
              <Text size="xs" c="dimmed">
                {roleWord(role)}
                {state.hands.includes(participantId) && (
                  <>
                    {' · '}
                    <IconHandStop size={12} aria-hidden /> hand raised
                  </>
                )}
              </Text>
            </div>
            <span className={classes.spring} />
            {!mine && role !== 'OBSERVER' && (
              <Button
                size="compact-xs"
                variant={followsThem ? 'filled' : 'default'}
                leftSection={<IconEye size={14} aria-hidden />}
                aria-pressed={followsThem}
                aria-label={followsThem ? `Stop following ${name}` : `Follow ${name}`}
                onClick={() => following.set(followsThem ? null : participantId)}
              >
                {followsThem ? 'Following' : 'Follow'}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
