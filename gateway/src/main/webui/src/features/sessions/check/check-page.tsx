import { Button, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { sessionQuery } from '@/features/sessions/api/sessions';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { systemClock } from '@/lib/clock';
import classes from './check-page.module.css';
import { checkConnection, roomSocket, type ConnectionResult } from './connection-check';
import { useLoudness, useMedia } from './use-media';

/** Whether the room will work from here: the way to it, the microphone, the camera. */
export function CheckPage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => (
        <Stack gap={36}>
          <SessionHead session={found} part="Devices" />
          <Text c="dimmed" maw="42rem">
            The room works fully without sound and picture. Nothing is sent to anybody from here:
            what you hear and see stays on this page.
          </Text>
          <div className={classes.checks}>
            <Connection sessionId={id} />
            <Microphone />
            <Camera />
          </div>
        </Stack>
      )}
    </Loaded>
  );
}

type Verdict = 'good' | 'poor' | 'bad';

function Line({ verdict, children }: { verdict: Verdict; children: ReactNode }) {
  const Icon =
    verdict === 'good' ? IconCircleCheck : verdict === 'poor' ? IconAlertTriangle : IconCircleX;
  return (
    <div className={classes.line} data-verdict={verdict} role="status">
      <Icon size={20} aria-hidden />
      <Text>{children}</Text>
    </div>
  );
}

function Connection({ sessionId }: { sessionId: string }) {
  const check = useQuery({
    queryKey: ['connection-check', sessionId],
    queryFn: () => checkConnection(roomSocket(sessionId), systemClock),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
  });
  return (
    <div className={classes.check} data-testid="check-connection">
      <Section title="Connection">
        {check.isFetching ? (
          <Group gap="sm" role="status">
            <Loader size="sm" />
            <Text>Asking the room…</Text>
          </Group>
        ) : check.data ? (
          <ConnectionLine result={check.data} />
        ) : (
          <Line verdict="bad">This browser could not open a connection.</Line>
        )}
        <Group>
          <Button
            variant="default"
            size="sm"
            disabled={check.isFetching}
            onClick={() => void check.refetch()}
          >
            Check again
          </Button>
        </Group>
      </Section>
    </div>
  );
}

function ConnectionLine({ result }: { result: ConnectionResult }) {
  switch (result.kind) {
    case 'good':
      return (
        <Line verdict="good">
          The room is reached in {Math.round(result.medianMillis)} ms, at worst in{' '}
          {Math.round(result.slowestMillis)} ms.
        </Line>
      );
    case 'slow':
      return (
        <Line verdict="poor">
          It works, slowly: a word takes {Math.round(result.medianMillis)} ms. Nothing is lost by
          it, but letters arrive late. A cable or a place nearer to the router helps.
        </Line>
      );
    case 'refused':
      return (
        <Line verdict="bad">
          The room does not let you in just now (code {result.code}). Sign in again, or ask who
          invited you.
        </Line>
      );
    case 'unreachable':
      return (
        <Line verdict="bad">
          The room could not be reached. Pages load, so something on the way does not let WebSockets
          through: often a company’s proxy or a VPN. Try another network.
        </Line>
      );
  }
}

function Microphone() {
  const { state, devices, chosen, start, stop } = useMedia('microphone');
  const level = useLoudness(state.kind === 'on' ? state.stream : null);
  return (
    <div className={classes.check} data-testid="check-microphone">
      <Section title="Microphone">
        {state.kind === 'on' && (
          <>
            <div
              className={classes.meter}
              role="meter"
              aria-label="Loudness"
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(level * 100)}
            >
              <span style={{ width: `${level * 100}%` }} />
            </div>
            <Line verdict={level > 0.25 ? 'good' : 'poor'}>
              {level > 0.25 ? 'You can be heard.' : 'Say something: the bar should move.'}
            </Line>
          </>
        )}
        <Controls
          device="microphone"
          failure={state.kind === 'failed' ? state.detail : null}
          on={state.kind === 'on'}
          starting={state.kind === 'starting'}
          devices={devices}
          chosen={chosen}
          onStart={start}
          onStop={stop}
        />
      </Section>
    </div>
  );
}

function Camera() {
  const { state, devices, chosen, start, stop } = useMedia('camera');
  const video = useRef<HTMLVideoElement>(null);
  const stream = state.kind === 'on' ? state.stream : null;
  useEffect(() => {
    if (video.current) {
      video.current.srcObject = stream;
    }
  }, [stream]);
  return (
    <div className={classes.check} data-testid="check-camera">
      <Section title="Camera">
        {stream && (
          <video
            ref={video}
            className={classes.picture}
            autoPlay
            muted
            playsInline
            aria-label="What your camera sees"
          />
        )}
        <Controls
          device="camera"
          failure={state.kind === 'failed' ? state.detail : null}
          on={stream !== null}
          starting={state.kind === 'starting'}
          devices={devices}
          chosen={chosen}
          onStart={start}
          onStop={stop}
        />
      </Section>
    </div>
  );
}

interface ControlsProps {
  device: 'microphone' | 'camera';
  failure: string | null;
  on: boolean;
  starting: boolean;
  devices: readonly MediaDeviceInfo[];
  chosen: string | null;
  onStart: (deviceId?: string) => Promise<void>;
  onStop: () => void;
}

function Controls(props: ControlsProps) {
  const { device, failure, on, starting, devices, chosen, onStart, onStop } = props;
  return (
    <>
      {failure !== null && <Line verdict="bad">{failure}</Line>}
      {on && devices.length > 1 && (
        <Select
          label={device === 'microphone' ? 'Microphone' : 'Camera'}
          size="sm"
          allowDeselect={false}
          data={devices.map(({ deviceId, label }, index) => ({
            value: deviceId,
            label: label === '' ? `Number ${index + 1}` : label,
          }))}
          value={chosen}
          onChange={(value) => value && void onStart(value)}
        />
      )}
      <Group>
        <Button
          variant={on ? 'default' : 'light'}
          size="sm"
          loading={starting}
          onClick={() => (on ? onStop() : void onStart())}
          data-testid={`try-${device}`}
        >
          {on ? 'Turn it off' : failure !== null ? 'Try again' : `Try the ${device}`}
        </Button>
      </Group>
    </>
  );
}
