import {
  Button,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Table,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMailCheck, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { Section } from '@/components/section';
import type { DeadLetter, DeadLetterCause } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { keys } from './api/keys';
import { causesQuery } from './api/list-causes';
import { deadLettersQuery, pageSize } from './api/list-dead-letters';
import { replayCause } from './api/replay-cause';
import { services, type Service } from './api/service';
import { DeadLetterDrawer } from './dead-letter-drawer';
import { LetterState } from './letter-state';
import classes from './dead-letters.module.css';

const serviceNames: Record<Service, string> = {
  grading: 'Grading',
  practice: 'Practice',
  catalog: 'Catalog',
};

const stateNames: Record<DeadLetter['state'], string> = {
  DEAD: 'To deal with',
  REPLAYED: 'Replayed',
  DISCARDED: 'Discarded',
};

const states = Object.keys(stateNames) as DeadLetter['state'][];

/** Events that a service could not process: what they died of, and the way back. */
export function DeadLettersPage() {
  const [params, setParams] = useSearchParams();
  const service = services.find((known) => known === params.get('service')) ?? 'grading';
  const state = states.find((known) => known === params.get('state')) ?? 'DEAD';
  const cause = params.get('cause') ?? undefined;
  const page = Math.max(1, Math.trunc(Number(params.get('page') ?? '1')) || 1);
  const show = (change: Record<string, string | undefined>) => {
    const wanted = { service, state, cause, ...change };
    setParams(
      new URLSearchParams(
        Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      ),
    );
  };
  const causes = useQueries({ queries: services.map((name) => causesQuery(name)) });
  const counts = causes.map(({ data }) => data?.items.reduce((sum, { count }) => sum + count, 0));
  const letters = useQuery(deadLettersQuery(service, { state, cause, page: page - 1 }));
  const [opened, setOpened] = useState<string | null>(null);
  const own = causes[services.indexOf(service)];
  const pages = Math.ceil((letters.data?.total ?? 0) / pageSize);
  const chosen = own?.data?.items.find(({ id }) => id === cause);
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Dead letters</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          Events that could not be processed, kept until somebody deals with them. Replaying is
          safe: what was done already is not done twice. No answer’s text is shown here.
        </Text>
      </div>
      <SegmentedControl
        aria-label="Service"
        style={{ alignSelf: 'start', maxWidth: '100%', overflowX: 'auto' }}
        data={services.map((name, index) => ({
          value: name,
          label: counts[index] ? `${serviceNames[name]} (${counts[index]})` : serviceNames[name],
        }))}
        value={service}
        onChange={(name) => show({ service: name, cause: undefined, page: undefined })}
      />
      {own?.isError && !own.data && (
        <Failure error={own.error} onRetry={() => void own.refetch()} />
      )}
      {own?.data && own.data.items.length > 0 && (
        <Section title="By cause">
          <ul className={classes.causes}>
            {own.data.items.map((item) => (
              <Cause
                key={item.id}
                service={service}
                cause={item}
                chosen={item.id === cause}
                onChoose={() =>
                  show({
                    cause: item.id === cause ? undefined : item.id,
                    state: 'DEAD',
                    page: undefined,
                  })
                }
              />
            ))}
          </ul>
        </Section>
      )}
      {!(own?.isError && !own.data) && (
        <Section title="Events" lead={chosen ? `Only of the cause “${chosen.cause}”` : undefined}>
          <SegmentedControl
            aria-label="State"
            style={{ alignSelf: 'start' }}
            data={states.map((value) => ({ value, label: stateNames[value] }))}
            value={state}
            onChange={(value) => show({ state: value, page: undefined })}
          />
          {letters.isError && !letters.data && (
            <Failure error={letters.error} onRetry={() => void letters.refetch()} />
          )}
          {letters.isPending && <Skeleton h={160} radius="lg" aria-hidden />}
          {letters.data?.items.length === 0 && (
            <Notice
              icon={<IconMailCheck />}
              title={state === 'DEAD' ? 'Every event was processed' : 'None here'}
              color={state === 'DEAD' ? 'green' : 'gray'}
            >
              {state === 'DEAD'
                ? `There is nothing that the ${serviceNames[service].toLowerCase()} service could not deal with.`
                : 'What is replayed or discarded stays listed here, with who did it.'}
            </Notice>
          )}
          {letters.data && letters.data.items.length > 0 && (
            <DataTable
              label="Dead letters"
              columns={['Event', 'Key', 'Died', 'Cause', 'State']}
              minWidth={760}
              aria-busy={letters.isPlaceholderData}
            >
              {letters.data.items.map((letter) => (
                <Table.Tr key={letter.id} data-testid="dead-letter">
                  <Table.Th scope="row" fw={500}>
                    <UnstyledButton
                      className={classes.open}
                      onClick={() => setOpened(letter.id)}
                      aria-haspopup="dialog"
                    >
                      {letter.eventType ?? 'of unknown type'}
                    </UnstyledButton>
                    <Text size="xs" c="dimmed" fw={400}>
                      {letter.topic}
                    </Text>
                  </Table.Th>
                  <Table.Td ff="monospace" fz="xs" className={classes.key}>
                    {letter.key ?? '–'}
                  </Table.Td>
                  <Table.Td>{dayTime(letter.deadAt)}</Table.Td>
                  <Table.Td className={classes.cause}>{letter.cause}</Table.Td>
                  <Table.Td>
                    <LetterState letter={letter} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )}
          <Pages total={pages} value={page} onChange={(next) => show({ page: String(next) })} />
        </Section>
      )}
      {opened && (
        <DeadLetterDrawer
          key={opened}
          service={service}
          id={opened}
          onClose={() => setOpened(null)}
          onOpen={setOpened}
        />
      )}
    </Stack>
  );
}

interface CauseProps {
  service: Service;
  cause: DeadLetterCause;
  chosen: boolean;
  onChoose: () => void;
}

function Cause({ service, cause, chosen, onChoose }: CauseProps) {
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayCause(service, cause.id),
    onSuccess: ({ replayed, left }) =>
      notifications.show({
        color: 'green',
        title: `${plural(replayed, 'event')} replayed`,
        message:
          left > 0
            ? `${left} of this cause are left; replay once more.`
            : 'None of this cause is left.',
      }),
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Not replayed', message: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.deadLetters(service) }),
  });
  const replayLabel = cause.replayable > 1 ? `Replay all ${cause.replayable}` : 'Replay it';
  return (
    <li data-testid="dead-letter-cause">
      <div>
        <UnstyledButton className={classes.open} onClick={onChoose} aria-pressed={chosen}>
          {cause.cause}
        </UnstyledButton>
        <Text size="sm" c="dimmed">
          {cause.failure} · {cause.eventType ?? cause.topic} · {plural(cause.count, 'event')},{' '}
          {dayTime(cause.firstAt)}
          {cause.count > 1 && ` to ${dayTime(cause.lastAt)}`}
        </Text>
      </div>
      <Group gap="sm" wrap="nowrap">
        {cause.replayable === 0 && (
          <Text size="sm" c="dimmed">
            cannot be replayed
          </Text>
        )}
        <Button
          size="xs"
          variant="light"
          leftSection={<IconRefresh size={15} aria-hidden />}
          disabled={cause.replayable === 0}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
          aria-label={`${replayLabel}: ${cause.cause}`}
          data-testid="replay-cause"
        >
          {replayLabel}
        </Button>
      </Group>
    </li>
  );
}
