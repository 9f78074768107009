import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { LinkTags } from '@/components/link-tags';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { loopQuery } from '@/features/prepare/api/read-loop';
import { PageHead } from '@/features/prepare/page-head';
import { Points } from '@/features/prepare/points';
import type { LoopRound } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { levelRange, levels, roundLabel } from '@/lib/labels';
import { newSeed } from '@/lib/seed';
import classes from './loop.module.css';

export function LoopPage() {
  const { id = '' } = useParams();
  const loop = useQuery(loopQuery(id));
  return (
    <Loaded
      page
      query={loop}
      missing={{
        title: 'There is no such loop',
        detail: 'The list of loops has all of them.',
      }}
    >
      {(found) => (
        <Stack gap={40} key={found.id}>
          <PageHead
            title={found.title}
            back={{ to: '/loops', label: 'All loops' }}
            facts={`${levelRange(found.levels)} · ${plural(found.rounds.length, 'round')} · ${hours(found.minutes)}`}
          >
            {found.summary}
          </PageHead>
          <Columns
            label="Practise this loop"
            aside={
              <Stack gap="lg">
                <Practise id={found.id} range={found.levels} />
                <LinkTags
                  title="Companies that run it like this"
                  tags={found.companies.map(({ id: to, title }) => ({
                    to: `/companies/${to}`,
                    label: title,
                  }))}
                />
              </Stack>
            }
          >
            <Section title="The rounds">
              <ol className={classes.rounds}>
                {found.rounds.map((round) => (
                  <li key={round.id}>
                    <Round round={round} />
                  </li>
                ))}
              </ol>
            </Section>
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}

function Practise({ id, range }: { id: string; range: { min: string; max: string } }) {
  const [level, setLevel] = useState<string | null>(null);
  const [seed] = useState(newSeed);
  const fitting = levels.filter((other) => range.min <= other && other <= range.max);
  return (
    <Paper withBorder radius="lg" p="lg">
      <Stack gap="sm">
        <Text fw={600}>Practise it</Text>
        <Text size="sm" c="dimmed">
          Questions are drawn for each round. Do one round a day, or the whole loop in one.
        </Text>
        {fitting.length > 1 && (
          <Select
            label="For level"
            placeholder="Any of the loop"
            clearable
            clearButtonProps={{ 'aria-label': 'Any level of the loop' }}
            data={fitting}
            value={level}
            onChange={setLevel}
          />
        )}
        <Button
          component={Link}
          to={`/loops/${id}/practice?seed=${seed}${level ? `&level=${level}` : ''}`}
          fullWidth
          data-testid="draw-loop"
        >
          Draw the questions
        </Button>
      </Stack>
    </Paper>
  );
}

function Round({ round }: { round: LoopRound }) {
  return (
    <article className={classes.round}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Title order={3} size="h4">
          {round.title}
        </Title>
        <Text size="sm" c="dimmed">
          <Link to={`/rounds/${round.round}`} className={classes.kind}>
            {roundLabel(round.round)}
          </Link>{' '}
          · {round.minutes} min
          {round.practicable && round.questions > 0 && ` · ${plural(round.questions, 'question')}`}
        </Text>
      </Group>
      <div className={classes.pair}>
        <div>
          <Text size="sm" fw={600} mb={4}>
            Tests
          </Text>
          <Points items={round.tests} />
        </div>
        <div>
          <Text size="sm" fw={600} mb={4}>
            Scored
          </Text>
          <Points items={round.scored} />
        </div>
      </div>
      {round.topics.length > 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          Drawn from: {round.topics.map(({ title }) => title).join(', ')}
        </Text>
      )}
    </article>
  );
}
