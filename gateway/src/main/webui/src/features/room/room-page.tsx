import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconDoorExit, IconLogin2, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import '@/components/tones.css';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { meQuery } from '@/lib/me';
import { signInPath } from '@/lib/session';
import { useStore } from '@/lib/store';
import { readSession } from './api/session';
import { RoomContext, useRoomOf, type InRoom } from './connection/use-room';
import { RoomDesk } from './room-desk';
import classes from './room-page.module.css';

/** Where a mock session takes place. */
export function RoomPage() {
  const { id = '' } = useParams();
  const me = useQuery(meQuery);
  const owner = useLast(me.data?.id ?? null);
  const entry = useRoomOf(id, owner);
  return (
    <div className={classes.page}>
      {entry ? (
        <Entered entry={entry} />
      ) : owner !== null || me.isPending ? (
        <Entering />
      ) : me.error ? (
        <Failure page error={me.error} />
      ) : (
        <Refused id={id} why="signed-out" />
      )}
    </div>
  );
}

/** The last account that was signed in: when a sign-in ends, what was written stays in view, until another comes. */
function useLast(id: string | null): string | null {
  const [last, setLast] = useState(id);
  if (id !== null && id !== last) {
    setLast(id);
  }
  return id ?? last;
}

function Entered({ entry }: { entry: InRoom }) {
  const { room, sessionId: id } = entry;
  const state = useStore(room.state);
  const link = useStore(room.connection.link);
  const session = useQuery({ queryKey: ['room-session', id], queryFn: () => readSession(id) }).data;
  useEffect(() => room.called(session?.participants ?? []), [room, session]);
  const queries = useQueryClient();
  useEffect(
    () =>
      room.onEntry(({ kind }) => {
        if (kind === 'plan') {
          void queries.invalidateQueries({ queryKey: ['room-session', id] });
          void queries.invalidateQueries({ queryKey: ['room-guide', id] });
        }
      }),
    [room, queries, id],
  );
  if (!state) {
    return link.kind === 'ended' ? <Refused id={id} why={link.why} /> : <Entering />;
  }
  return (
    <RoomContext value={entry}>
      <RoomDesk title={session?.title ?? 'Mock session'} />
    </RoomContext>
  );
}

function Entering() {
  return (
    <Center className={classes.entering}>
      <Stack align="center" gap="sm" role="status">
        <Loader type="dots" />
        <Text c="dimmed">Entering the room…</Text>
      </Stack>
      <div className={classes.hidden}>
        <PageHeading>Room</PageHeading>
      </div>
    </Center>
  );
}

function Refused({ id, why }: { id: string; why: string }) {
  const signedOut = why === 'signed-out';
  const unknown = why === 'not-in-it';
  return (
    <Center component="main" className={classes.entering}>
      <Notice
        page
        live
        icon={signedOut ? <IconLogin2 /> : unknown ? <IconDoorExit /> : <IconPlugConnectedX />}
        title={
          signedOut
            ? 'Sign in to enter the room'
            : unknown
              ? 'There is no such room for you'
              : why === 'over'
                ? 'This session was cancelled'
                : 'The room cannot be entered'
        }
        action={
          signedOut ? (
            <Button component="a" href={signInPath()}>
              Sign in
            </Button>
          ) : (
            <Button component={Link} to={unknown ? '/sessions' : `/sessions/${id}`} variant="light">
              {unknown ? 'My mock sessions' : 'To the session'}
            </Button>
          )
        }
      >
        {unknown
          ? 'It does not exist, or you are not one of its participants. An invitation is for one account: look whether you are signed in with that one.'
          : signedOut
            ? 'You will come straight back here.'
            : undefined}
      </Notice>
    </Center>
  );
}
