import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keptWords } from '@/lib/answer-keeper';
import { clockTime } from '@/lib/format';
import { signInPath } from '@/lib/session';
import type { SaveState } from '@/lib/autosave';

export interface SaveIndicatorProps {
  state: SaveState;
  /** The text is on this device at least. */
  kept: boolean;
  onRetry: () => void;
  /** What it means that it may no longer be written. */
  closed?: string;
}

/** Says how far the text has come; never more than is true. */
export function SaveIndicator({
  state,
  kept,
  onRetry,
  closed = 'Already handed in',
}: SaveIndicatorProps) {
  const here = keptWords(kept);
  return (
    <Group gap={6} wrap="nowrap" data-testid="save-state" data-state={state.kind} role="status">
      {words(state, here, onRetry, closed)}
    </Group>
  );
}

function words(state: SaveState, here: string, onRetry: () => void, closed: string): ReactNode {
  switch (state.kind) {
    case 'saved':
      return (
        <Line icon={<IconCheck size={16} />}>
          {state.at === null ? 'Saved' : `Saved ${clockTime(state.at)}`}
        </Line>
      );
    case 'unsaved':
      return <Line icon={<IconCloudUp size={16} />}>Not saved yet</Line>;
    case 'saving':
      return <Line icon={<IconCloudUp size={16} />}>Saving…</Line>;
    case 'offline':
      return (
        <>
          <Line icon={<IconCloudOff size={16} />} warn>
            Offline, {here}
          </Line>
          <Button size="compact-xs" variant="subtle" onClick={onRetry}>
            Try now
          </Button>
        </>
      );
    case 'signed-out':
      return (
        <Line icon={<IconCloudOff size={16} />} warn>
          Signed out, {here}.{' '}
          <Anchor href={signInPath()} inherit underline="always">
            Sign in again
          </Anchor>
        </Line>
      );
    case 'refused':
      return (
        <Line icon={<IconAlertTriangle size={16} />} warn>
          Not saved: {state.detail}
        </Line>
      );
    case 'conflict':
      return (
        <Line icon={<IconAlertTriangle size={16} />} warn>
          Changed elsewhere, {here}
        </Line>
      );
    case 'closed':
      return (
        <Line icon={<IconAlertTriangle size={16} />} warn>
          {closed}
        </Line>
      );
  }
}

interface LineProps {
  icon: ReactNode;
  warn?: boolean;
  children: ReactNode;
}

function Line({ icon, warn, children }: LineProps) {
  return (
    <>
      <Text c={warn ? 'var(--gr-tone-1-strong)' : 'dimmed'} lh={0} aria-hidden>
        {icon}
      </Text>
      <Text size="sm" c={warn ? 'var(--gr-tone-1-strong)' : 'dimmed'} fw={warn ? 600 : 400}>
        {children}
      </Text>
    </>
  );
}
