import {
  Button,
  Group,
  MultiSelect,
  Paper,
  Pill,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconClockPlus, IconUsers } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { FailureLine } from '@/components/failure';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import { topicChoicesQuery } from '@/features/sessions/api/catalog';
import { keys } from '@/features/sessions/api/keys';
import { askForPeer, peerRequestsQuery, withdrawPeerRequest } from '@/features/sessions/api/peers';
import type { PeerRequest, PeerWish } from '@/features/sessions/api/shapes';
import { Head } from '@/features/sessions/head';
import { dayTimeIn, instantOf, ownZone, zoneLabel } from '@/features/sessions/zones';
import { relative } from '@/lib/format';
import { levels, words } from '@/lib/labels';
import { useNow } from '@/lib/use-now';
import classes from './peers-page.module.css';
import { nextHour, sorted, whyNot } from './slots';

/** Candidates who interview each other: asking for a peer, and who was found. */
export function PeersPage() {
  const requests = useQuery(peerRequestsQuery());
  return (
    <Stack gap={36}>
      <Head title="Practise with a peer" back={{ to: '/sessions', label: 'Mock sessions' }}>
        You interview another candidate, and they interview you. Who asks has the rubric, the hints
        and a strong answer beside them: one learns as much on that side of the table.
      </Head>
      <Loaded query={requests}>
        {({ items }) => (
          <>
            {items.length > 0 && (
              <Section title="My requests">
                <ul className={classes.requests}>
                  {items.map((request) => (
                    <Request key={request.id} request={request} />
                  ))}
                </ul>
              </Section>
            )}
            {items.some(({ state }) => state === 'OPEN') ? (
              <Text c="dimmed">
                You are looking already. Withdraw that request to ask for something else.
              </Text>
            ) : (
              <Ask />
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

const states: Record<PeerRequest['state'], { label: string; tone: BadgeTone }> = {
  OPEN: { label: 'Looking', tone: 'busy' },
  MATCHED: { label: 'Found', tone: 'good' },
  WITHDRAWN: { label: 'Withdrawn', tone: 'plain' },
  EXPIRED: { label: 'Nobody was found in time', tone: 'doubtful' },
};

function Request({ request }: { request: PeerRequest }) {
  const { id, state, topics, level, times, match, createdAt } = request;
  const queries = useQueryClient();
  const now = useNow(60_000);
  const withdraw = useMutation({
    mutationFn: () => withdrawPeerRequest(id),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.peers }),
  });
  return (
    <li className={classes.request} data-testid="peer-request" data-state={state}>
      <Group gap="sm">
        {match?.calledOff ? (
          <ToneBadge tone="doubtful">Called off</ToneBadge>
        ) : (
          <ToneBadge tone={states[state].tone}>{states[state].label}</ToneBadge>
        )}
        <Text fw={600}>
          {topics.map((topic) => words(topic)).join(', ')}, {level}
        </Text>
        <Text size="sm" c="dimmed">
          asked {relative(createdAt, now)}
        </Text>
      </Group>
      {match ? (
        <>
          <Text>
            With <b>{match.partner}</b>, {dayTimeIn(match.startsAt, ownZone())}.
            {match.calledOff && ' One of you could not come; you can ask again.'}
          </Text>
          <Group gap="sm">
            {match.askingSessionId && (
              <Button
                component={Link}
                to={`/sessions/${match.askingSessionId}`}
                size="sm"
                variant="light"
              >
                Where I interview
              </Button>
            )}
            {match.answeringSessionId && (
              <Button
                component={Link}
                to={`/sessions/${match.answeringSessionId}`}
                size="sm"
                variant="light"
              >
                Where I am interviewed
              </Button>
            )}
          </Group>
        </>
      ) : (
        state === 'OPEN' && (
          <>
            <Text size="sm" c="dimmed">
              {times.map((time) => dayTimeIn(time, ownZone())).join(' · ')}
            </Text>
            <Group gap="sm">
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate()}
                data-testid="withdraw-peer"
              >
                Withdraw it
              </Button>
              {withdraw.isError && <FailureLine>{withdraw.error.message}</FailureLine>}
            </Group>
          </>
        )
      )}
    </li>
  );
}

function Ask() {
  const queries = useQueryClient();
  const zone = ownZone();
  const topicChoices = useQuery(topicChoicesQuery());
  const [topics, setTopics] = useState<string[]>([]);
  const [level, setLevel] = useState<PeerWish['level']>('L4');
  const [displayName, setDisplayName] = useState('');
  const [wall, setWall] = useState(() => nextHour(Date.now() + 86_400_000, zone));
  const [times, setTimes] = useState<string[]>([]);
  const [why, setWhy] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: () =>
      askForPeer({
        topics,
        level,
        times,
        timeZone: zone,
        ...(displayName.trim() !== '' && { displayName: displayName.trim() }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.peers }),
  });
  const add = () => {
    const problem = whyNot(wall, zone, times, Date.now());
    setWhy(problem);
    const instant = instantOf(wall, zone);
    if (problem === null && instant !== null) {
      setTimes(sorted([...times, instant]));
    }
  };
  const lacking =
    topics.length === 0
      ? 'Choose at least one topic.'
      : times.length === 0
        ? 'Add at least one time.'
        : null;
  return (
    <Section
      title="Ask for a peer"
      lead="A partner shares a topic and a time with you, and prepares for about the same level."
    >
      <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }}>
        <Stack gap="lg">
          <MultiSelect
            label="Topics"
            placeholder={topics.length === 0 ? 'What you want to be asked about' : undefined}
            searchable
            maxValues={10}
            data={(topicChoices.data?.items ?? []).map(({ id, title }) => ({
              value: id,
              label: title,
            }))}
            value={topics}
            onChange={setTopics}
            nothingFoundMessage="No topic is called that"
            data-testid="peer-topics"
          />
          <div>
            <Text size="sm" fw={500} mb={4} id="peer-level">
              Level
            </Text>
            <SegmentedControl
              aria-labelledby="peer-level"
              data={[...levels]}
              value={level}
              onChange={(next) => setLevel(next as PeerWish['level'])}
            />
          </div>
          <div>
            <Group gap="sm" align="flex-end">
              <TextInput
                type="datetime-local"
                label={`Times that suit you, in ${zoneLabel(zone)}`}
                description="It takes a little over an hour."
                step={900}
                value={wall}
                error={why}
                onChange={(event) => {
                  setWall(event.currentTarget.value);
                  setWhy(null);
                }}
                data-testid="peer-time"
              />
              <Button
                variant="default"
                leftSection={<IconClockPlus size={17} aria-hidden />}
                onClick={add}
                data-testid="add-peer-time"
              >
                Add
              </Button>
            </Group>
            {times.length > 0 && (
              <Group gap="xs" mt="sm">
                {times.map((time) => (
                  <Pill
                    key={time}
                    size="md"
                    withRemoveButton
                    removeButtonProps={{
                      'aria-label': `Take off ${dayTimeIn(time, zone)}`,
                      'aria-hidden': false,
                      tabIndex: 0,
                    }}
                    onRemove={() => setTimes(times.filter((other) => other !== time))}
                  >
                    {dayTimeIn(time, zone)}
                  </Pill>
                ))}
              </Group>
            )}
          </div>
          <TextInput
            label="What your partner calls you"
            description="Left empty, your first name. They never see the name that you sign in with."
            maxLength={60}
            autoComplete="nickname"
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
            data-testid="peer-name"
          />
          {ask.isError && <FailureLine>{ask.error.message}</FailureLine>}
          <Group gap="sm">
            <Button
              leftSection={<IconUsers size={18} aria-hidden />}
              loading={ask.isPending}
              disabled={lacking !== null}
              onClick={() => ask.mutate()}
              data-testid="ask-peer"
            >
              Find me a peer
            </Button>
            {lacking && (
              <Text size="sm" c="dimmed">
                {lacking}
              </Text>
            )}
          </Group>
        </Stack>
      </Paper>
    </Section>
  );
}
