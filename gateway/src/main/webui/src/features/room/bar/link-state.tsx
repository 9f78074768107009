import { Button, Group, Text } from '@mantine/core';
import { IconCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useInRoom } from '@/features/room/connection/use-room';
import { keptWords } from '@/lib/answer-keeper';
import { plural } from '@/lib/format';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/use-now';
import classes from './bar.module.css';

/** Whether the line stands and whether everything written has arrived; never more than is true. */
export function LinkState() {
  const { room } = useInRoom();
  const link = useStore(room.connection.link);
  const unsent = useStore(room.unsent);
  const lost = link.kind !== 'open';
  const kind = lost ? link.kind : unsent > 0 ? 'unsent' : 'saved';
  const keptHere = useStore(room.keptHere);
  const kept = unsent > 0 ? `, ${plural(unsent, 'change')} ${keptWords(keptHere)}` : '';
  return (
    <Group
      gap={6}
      wrap="nowrap"
      className={classes.link}
      data-testid="link-state"
      data-state={kind}
      data-unsent={unsent}
    >
      <Text lh={0} c={lost ? 'var(--gr-tone-1-strong)' : 'dimmed'} aria-hidden>
        {lost ? (
          <IconCloudOff size={16} />
        ) : unsent > 0 ? (
          <IconCloudUp size={16} />
        ) : (
          <IconCheck size={16} />
        )}
      </Text>
      <Text
        size="sm"
        c={lost ? 'var(--gr-tone-1-strong)' : 'dimmed'}
        fw={lost ? 600 : 400}
        truncate
      >
        {kind === 'saved' && 'Saved'}
        {kind === 'unsent' && 'Saving…'}
        {kind === 'connecting' && `Connecting…${kept}`}
        {kind === 'ended' && `Not connected${kept}`}
        {link.kind === 'waiting' && <Waiting until={link.until} kept={kept} />}
      </Text>
      {link.kind === 'waiting' && (
        <Button
          size="compact-xs"
          variant="subtle"
          flex="none"
          onClick={() => room.connection.retryNow()}
        >
          Try now
        </Button>
      )}
    </Group>
  );
}

function Waiting({ until, kept }: { until: number; kept: string }) {
  const { room } = useInRoom();
  useNow(500);
  const seconds = Math.max(1, Math.ceil(room.connection.waitLeft(until) / 1000));
  return (
    <>
      Reconnecting in {seconds} s{kept}
    </>
  );
}
