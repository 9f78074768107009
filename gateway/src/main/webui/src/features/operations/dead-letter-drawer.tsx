import {
  Anchor,
  Button,
  Code,
  Drawer,
  Group,
  Skeleton,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Fact, Facts } from '@/components/facts';
import { Failure, FailureLine } from '@/components/failure';
import type { DeadLetterDetail } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { discardDeadLetter } from './api/discard-dead-letter';
import { keys } from './api/keys';
import { deadLetterQuery } from './api/read-dead-letter';
import { replayDeadLetter } from './api/replay-dead-letter';
import type { Service } from './api/service';
import classes from './dead-letters.module.css';
import { LetterState } from './letter-state';

export interface DeadLetterDrawerProps {
  service: Service;
  id: string;
  onClose: () => void;
  /** Another one, of the same event. */
  onOpen: (id: string) => void;
}

/** One dead letter: what it is made of, what it died of, who did what, and what can be done. */
export function DeadLetterDrawer({ service, id, onClose, onOpen }: DeadLetterDrawerProps) {
  const letter = useQuery(deadLetterQuery(service, id));
  return (
    <Drawer
      opened
      onClose={onClose}
      title="Dead letter"
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {letter.isPending && <Skeleton h={300} aria-hidden />}
      {letter.isError && !letter.data && (
        <Failure error={letter.error} onRetry={() => void letter.refetch()} />
      )}
      {letter.data && <Detail service={service} detail={letter.data} onOpen={onOpen} />}
    </Drawer>
  );
}

interface DetailProps {
  service: Service;
  detail: DeadLetterDetail;
  onOpen: (id: string) => void;
}

function Detail({ service, detail, onOpen }: DetailProps) {
  const { deadLetter: letter, outline, actions } = detail;
  const queries = useQueryClient();
  const [discarding, discardForm] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const changed = () => queries.invalidateQueries({ queryKey: keys.deadLetters(service) });
  const replay = useMutation({
    mutationFn: () => replayDeadLetter(service, letter.id),
    onSettled: changed,
  });
  const discard = useMutation({
    mutationFn: () => discardDeadLetter(service, letter.id, reason.trim()),
    onSettled: changed,
  });
  const failed = replay.error ?? discard.error;
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <LetterState letter={letter} />
        <Text size="sm" c="dimmed">
          {letter.eventType ?? 'of unknown type'}
        </Text>
      </Group>
      <div>
        <Text fw={600}>{letter.cause}</Text>
        <Text size="sm" c="dimmed">
          {letter.failure}
        </Text>
      </div>
      <Facts>
        <Fact name="Topic">
          {letter.topic}, partition {letter.partition}, offset {letter.offset}
        </Fact>
        <Fact name="Key">{letter.key ?? '–'}</Fact>
        <Fact name="Event">{letter.eventId ?? '–'}</Fact>
        <Fact name="Died">{dayTime(letter.deadAt)}</Fact>
        <Fact name="Size">{letter.sizeBytes.toLocaleString()} bytes</Fact>
        {letter.replayOf && (
          <Fact name="Replay of">
            <Other id={letter.replayOf} onOpen={onOpen} />
          </Fact>
        )}
        {letter.diedAgainAs && (
          <Fact name="Died again as">
            <Other id={letter.diedAgainAs} onOpen={onOpen} />
          </Fact>
        )}
      </Facts>
      {outline.length > 0 && (
        <div>
          <Title order={3} size="h5" mb={6}>
            What it is made of
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            Names and sizes only: the contents may be personal.
          </Text>
          <ul className={classes.outline}>
            {outline.map(({ pointer, type, length }) => (
              <li key={pointer}>
                <Code>{pointer === '' ? '/' : pointer}</Code> {type}
                {length !== undefined && ` of ${length.toLocaleString()}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {actions.length > 0 && (
        <div>
          <Title order={3} size="h5" mb={6}>
            Who did what
          </Title>
          <ul className={classes.outline}>
            {actions.map(({ action, by, at, reason: why }) => (
              <li key={`${at} ${action}`}>
                {dayTime(at)}: {action === 'REPLAYED' ? 'replayed' : 'discarded'} by {by}
                {why && `, “${why}”`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {failed && <FailureLine>{failed.message}</FailureLine>}
      {letter.state === 'DEAD' && (
        <Stack gap="sm">
          {!letter.replayable && (
            <Text size="sm" c="dimmed">
              It cannot be replayed: what is left of it is not the whole event.
            </Text>
          )}
          <Group gap="sm">
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              disabled={!letter.replayable}
              loading={replay.isPending}
              onClick={() => replay.mutate()}
              data-testid="replay-letter"
            >
              Replay
            </Button>
            {!discarding && (
              <Button variant="default" onClick={discardForm.open} data-testid="discard-letter">
                Discard…
              </Button>
            )}
          </Group>
          {discarding && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (reason.trim() !== '') {
                  discard.mutate();
                }
              }}
            >
              <Textarea
                label="Why give it up?"
                description="It is not processed then. The reason is kept with your name."
                required
                autosize
                minRows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                data-autofocus
              />
              <Group justify="flex-end" mt="sm">
                <Button variant="default" onClick={discardForm.close}>
                  Keep it
                </Button>
                <Button
                  type="submit"
                  color="red"
                  loading={discard.isPending}
                  data-testid="confirm-discard"
                >
                  Discard it
                </Button>
              </Group>
            </form>
          )}
        </Stack>
      )}
    </Stack>
  );
}

function Other({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  return (
    <Anchor component="button" type="button" inherit underline="always" onClick={() => onOpen(id)}>
      {id}
    </Anchor>
  );
}
