import { Button, Chip, Group, NumberInput, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDice5, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { MultiChoice } from '@/components/multi-choice';
import { Notice } from '@/components/notice';
import { QuestionCards } from '@/components/question-card';
import { setQuery } from '@/features/prepare/api/draw-set';
import { companiesQuery } from '@/features/prepare/api/list-companies';
import { PageHead } from '@/features/prepare/page-head';
import type { QuestionAction } from '@/features/prepare/question-action';
import { SheetOf } from '@/features/prepare/sheets/sheet-of';
import { hours, plural } from '@/lib/format';
import { levels, roundCodes, roundLabel } from '@/lib/labels';
import { newSeed } from '@/lib/seed';
import { topicsQuery } from '@/lib/topics';
import { minutesLimits, readWish, writeWish, type SetWish } from './set-wish';

const usualMinutes = [15, 30, 45, 60, 90];

export interface RandomSetPageProps {
  action: QuestionAction;
}

export function RandomSetPage({ action }: RandomSetPageProps) {
  const [params, setParams] = useSearchParams();
  const wish = readWish(params);
  return (
    <Stack gap="xl">
      <PageHead title="Time at hand">
        Say how long you have and, if you like, on what. You get questions that fit into it.
      </PageHead>
      <WishForm
        key={params.toString()}
        wish={wish}
        onDraw={(wanted) => setParams(writeWish({ ...wanted, seed: newSeed() }))}
      />
      {wish.seed !== undefined && <Drawn wish={wish} action={action} />}
    </Stack>
  );
}

interface WishFormProps {
  wish: SetWish;
  onDraw: (wish: SetWish) => void;
}

function WishForm({ wish, onDraw }: WishFormProps) {
  const [wanted, setWanted] = useState<SetWish>({ ...wish, minutes: wish.minutes ?? 45 });
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const companies = useQuery(companiesQuery()).data?.items ?? [];
  const change = (part: Partial<SetWish>) => setWanted((current) => ({ ...current, ...part }));
  const draw = (event: FormEvent) => {
    event.preventDefault();
    onDraw(wanted);
  };
  return (
    <Paper component="form" withBorder radius="lg" p={{ base: 'md', sm: 'xl' }} onSubmit={draw}>
      <Stack gap="lg">
        <Group align="end" gap="md">
          <NumberInput
            label="Minutes"
            w={110}
            required
            withAsterisk={false}
            min={minutesLimits.least}
            max={minutesLimits.most}
            clampBehavior="strict"
            allowDecimal={false}
            value={wanted.minutes ?? ''}
            onChange={(value) => change({ minutes: typeof value === 'number' ? value : undefined })}
          />
          <Chip.Group
            value={String(wanted.minutes ?? '')}
            onChange={(value) => change({ minutes: Number(value) })}
          >
            <Group gap={6} role="group" aria-label="Usual lengths" mb={4}>
              {usualMinutes.map((minutes) => (
                <Chip key={minutes} value={String(minutes)} size="sm" variant="outline">
                  {hours(minutes)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
          <MultiChoice
            label="Rounds"
            data={roundCodes.map((value) => ({ value, label: roundLabel(value) }))}
            value={wanted.round}
            onChange={(round) => change({ round: round as SetWish['round'] })}
          />
          <MultiChoice
            label="Topics"
            data={topics.map(({ id, title }) => ({ value: id, label: title }))}
            value={wanted.topic}
            onChange={(topic) => change({ topic })}
          />
          <MultiChoice
            label="Levels"
            data={levels.map((value) => ({ value, label: value }))}
            value={wanted.level}
            onChange={(level) => change({ level: level as SetWish['level'] })}
          />
          <MultiChoice
            label="Typical of"
            data={companies.map(({ id, name }) => ({ value: id, label: name }))}
            value={wanted.company}
            onChange={(company) => change({ company })}
          />
        </SimpleGrid>
        <Button
          type="submit"
          leftSection={<IconDice5 size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          data-testid="draw-set"
        >
          {wish.seed === undefined ? 'Draw a set' : 'Draw another set'}
        </Button>
      </Stack>
    </Paper>
  );
}

function Drawn({ wish, action }: RandomSetPageProps & { wish: SetWish }) {
  const set = useQuery(setQuery(wish));
  return (
    <Loaded query={set}>
      {({ items, minutes, candidates }) =>
        items.length === 0 ? (
          <Notice icon={<IconSearchOff />} title="Nothing fits" color="gray" live>
            {candidates === 0
              ? 'No question is like that. Take a wish away.'
              : `${plural(candidates, 'question')} would suit, but none is that short. Allow more minutes.`}
          </Notice>
        ) : (
          <Stack gap="lg">
            <Group justify="space-between">
              <Text role="status" fw={600}>
                {plural(items.length, 'question')}, {hours(minutes)}
                <Text span c="dimmed" fw={400}>
                  {' '}
                  of {plural(candidates, 'question')} that suit
                </Text>
              </Text>
              <SheetOf questions={items} />
            </Group>
            <QuestionCards questions={items} action={action} />
          </Stack>
        )
      }
    </Loaded>
  );
}
