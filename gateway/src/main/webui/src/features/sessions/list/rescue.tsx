import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/features/sessions/api/keys';
import { callOffSession } from '@/features/sessions/api/sessions';
import type { SessionSummary } from '@/features/sessions/api/shapes';
import { CancelDialog } from '@/features/sessions/detail/cancel-dialog';
import { HandOverDialog } from './hand-over-dialog';

/** What an admin can do for a session of others. */
export function Rescue({ session }: { session: SessionSummary }) {
  const queries = useQueryClient();
  const [callingOff, callOff] = useDisclosure(false);
  const [handingOver, handOver] = useDisclosure(false);
  const done = (title: string, message: string) => {
    notifications.show({ title, message });
    void queries.invalidateQueries({ queryKey: keys.sessions });
  };
  const planned = session.state === 'SCHEDULED';
  return (
    <Group gap="xs">
      {(session.state === 'SCORING' || (planned && !session.peer)) && (
        <Button
          size="sm"
          variant="light"
          aria-label={`Add an interviewer: ${session.title}`}
          onClick={handOver.open}
          data-testid="hand-over"
        >
          Add an interviewer
        </Button>
      )}
      {planned && (
        <Button
          size="sm"
          variant="subtle"
          color="red"
          aria-label={`Cancel: ${session.title}`}
          onClick={callOff.open}
          data-testid="call-off"
        >
          Cancel
        </Button>
      )}
      <HandOverDialog
        opened={handingOver}
        session={session}
        onClose={handOver.close}
        onDone={() => done('Added', 'They find it among their sessions, and in their mail.')}
      />
      <CancelDialog
        opened={callingOff}
        session={session}
        send={callOffSession}
        onClose={callOff.close}
        onCancelled={() => done('Cancelled', 'Everyone who was invited is told.')}
      />
    </Group>
  );
}
