import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconMicrophoneOff, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import { useNameOf } from '@/features/room/connection/use-name-of';
import { initials, toneOf } from '@/features/room/editor/tones';
import { useStore } from '@/lib/store';
import classes from './call.module.css';
import type { LineFailure } from './peer';

const reasons: Record<LineFailure, string> = {
  blocked: 'a network or firewall between you lets no call through',
  silent: 'their browser does not answer',
};

/** Who is in the call; a click makes a picture large, such as a shared screen. */
export function CallTiles() {
  const { call, me } = useInRoom();
  const nameOf = useNameOf();
  const { joined, picture, parties, media } = useStore(call.state);
  const [large, setLarge] = useState<string | null>(null);
  if (!joined) {
    return null;
  }
  const toggle = (id: string) => setLarge((before) => (before === id ? null : id));
  return (
    <div className={classes.call} role="group" aria-label="In the call" data-testid="call-tiles">
      <div className={classes.tiles}>
        <Tile
          name={`${me.name} (you)`}
          participant={me.participantId}
          stream={picture}
          shows={picture !== null}
          muted={!media.audio}
          mirrored={!media.screen}
          silent
          large={large === 'me'}
          onClick={() => toggle('me')}
        />
        {parties.map(({ call: id, participant, stream, media: theirs, connected, failure }) => (
          <Tile
            key={id}
            name={nameOf(participant)}
            participant={participant}
            stream={stream}
            shows={theirs.video}
            muted={!theirs.audio}
            state={connected ? undefined : failure ? 'no connection' : 'connecting…'}
            large={large === id}
            onClick={() => toggle(id)}
          />
        ))}
        {parties.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody else has joined the call yet.
          </Text>
        )}
      </div>
      <div role="status" className={classes.failures}>
        {parties.map(
          ({ call: id, participant, connected, failure }) =>
            failure &&
            !connected && (
              <div key={id} className={classes.failure} data-testid="call-failed">
                <Text size="sm">
                  No call with {nameOf(participant)}: {reasons[failure]}. Chat, editor and
                  whiteboard still work.
                </Text>
                <Button
                  size="compact-sm"
                  variant="default"
                  flex="none"
                  leftSection={<IconRefresh size={15} aria-hidden />}
                  aria-label={`Retry the call with ${nameOf(participant)}`}
                  onClick={() => call.retry(id)}
                >
                  Retry
                </Button>
              </div>
            ),
        )}
      </div>
    </div>
  );
}

interface TileProps {
  name: string;
  participant: string;
  stream: MediaStream | null;
  shows: boolean;
  muted: boolean;
  mirrored?: boolean;
  /** One does not hear oneself. */
  silent?: boolean;
  state?: string | undefined;
  large: boolean;
  onClick: () => void;
}

function Tile(props: TileProps) {
  const { name, participant, stream, shows, muted, mirrored, silent, state, large, onClick } =
    props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current && video.current.srcObject !== stream) {
      video.current.srcObject = stream;
    }
  }, [stream]);
  return (
    <UnstyledButton
      className={classes.tile}
      data-large={large || undefined}
      data-tone={toneOf(participant)}
      data-connected={state === undefined}
      data-testid="call-tile"
      aria-label={`${name}${muted ? ', muted' : ''}${state ? `, ${state}` : ''}: ${large ? 'make small' : 'make large'}`}
      onClick={onClick}
    >
      <video
        ref={video}
        autoPlay
        playsInline
        muted={silent}
        className={classes.video}
        data-hidden={!shows || undefined}
        data-mirrored={mirrored || undefined}
      />
      {!shows && (
        <span className={classes.face} aria-hidden>
          {initials(name)}
        </span>
      )}
      <span className={classes.name} aria-hidden>
        {muted && <IconMicrophoneOff size={12} />} {name}
        {state && ` · ${state}`}
      </span>
    </UnstyledButton>
  );
}
