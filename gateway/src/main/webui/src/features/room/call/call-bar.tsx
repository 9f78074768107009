import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDevices,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhone,
  IconPhoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useWish } from '@/features/room/bar/shortcuts';
import { useInRoom } from '@/features/room/connection/use-room';
import { useStore } from '@/lib/store';

/** Sound and picture: join, mute, camera, screen, devices, leave. */
export function CallBar() {
  const { call, me } = useInRoom();
  const state = useStore(call.state);
  useWish('mute', () => call.toggleAudio());
  useEffect(() => {
    if (state.trouble !== null) {
      notifications.show({
        color: 'yellow',
        title: 'In the call without it',
        message: state.trouble,
      });
    }
  }, [state.trouble]);
  if (!state.joined) {
    return (
      <Button
        size="compact-md"
        variant="light"
        leftSection={<IconPhone size={16} aria-hidden />}
        loading={state.joining}
        onClick={() => void call.join()}
        data-testid="join-call"
      >
        {me.role === 'OBSERVER' ? 'Listen in' : 'Join call'}
      </Button>
    );
  }
  const { media, devices } = state;
  const sends = me.role !== 'OBSERVER';
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label="Call" data-testid="call-controls">
      {sends && (
        <>
          <Toggle
            on={media.audio}
            label={media.audio ? 'Mute the microphone' : 'Unmute the microphone'}
            onClick={() => call.toggleAudio()}
          >
            {media.audio ? <IconMicrophone size={18} /> : <IconMicrophoneOff size={18} />}
          </Toggle>
          <Toggle
            on={media.video && !media.screen}
            label={media.video && !media.screen ? 'Turn the camera off' : 'Turn the camera on'}
            onClick={() => void call.toggleVideo()}
          >
            {media.video && !media.screen ? <IconVideo size={18} /> : <IconVideoOff size={18} />}
          </Toggle>
          <Toggle
            on={media.screen}
            label={media.screen ? 'Stop sharing the screen' : 'Share the screen'}
            onClick={() => void call.toggleScreen()}
          >
            {media.screen ? <IconScreenShareOff size={18} /> : <IconScreenShare size={18} />}
          </Toggle>
          <Menu withinPortal>
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label="Choose devices">
                <IconDevices size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <DeviceItems
                kind="microphone"
                title="Microphone"
                devices={devices.microphones}
                chosen={state.microphone}
              />
              <DeviceItems
                kind="camera"
                title="Camera"
                devices={devices.cameras}
                chosen={state.camera}
              />
            </Menu.Dropdown>
          </Menu>
        </>
      )}
      <Tooltip label="Leave the call">
        <ActionIcon
          variant="light"
          color="red"
          size="lg"
          aria-label="Leave the call"
          onClick={() => call.leave()}
        >
          <IconPhoneOff size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

interface DeviceItemsProps {
  kind: 'microphone' | 'camera';
  title: string;
  devices: MediaDeviceInfo[];
  chosen: string | null;
}

function DeviceItems({ kind, title, devices, chosen }: DeviceItemsProps) {
  const { call } = useInRoom();
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {devices.map(({ deviceId, label }, index) => (
        <Menu.Item
          key={deviceId}
          fw={deviceId === chosen ? 600 : 400}
          aria-current={deviceId === chosen || undefined}
          onClick={() => void call.choose(kind, deviceId)}
        >
          {label || `${title} ${index + 1}`}
        </Menu.Item>
      ))}
      {devices.length === 0 && <Menu.Item disabled>None found</Menu.Item>}
    </>
  );
}

interface ToggleProps {
  on: boolean;
  label: string;
  onClick: () => void;
  children: ReactNode;
}

const Toggle = ({ on, label, onClick, children }: ToggleProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant={on ? 'light' : 'default'}
      size="lg"
      aria-label={label}
      aria-pressed={on}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
);
