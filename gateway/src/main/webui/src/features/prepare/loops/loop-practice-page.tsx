import { Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { Disclosure } from '@/components/disclosure';
import { Loaded } from '@/components/loaded';
import { QuestionCards } from '@/components/question-card';
import { Section } from '@/components/section';
import { loopPracticeQuery } from '@/features/prepare/api/draw-loop';
import { PageHead } from '@/features/prepare/page-head';
import { Points } from '@/features/prepare/points';
import type { QuestionAction } from '@/features/prepare/question-action';
import { SheetOf } from '@/features/prepare/sheets/sheet-of';
import type { Level, LoopPractice } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { levels, roundLabel } from '@/lib/labels';
import { newSeed, readSeed } from '@/lib/seed';

export interface LoopPracticePageProps {
  action: QuestionAction;
}

/** A loop with concrete questions. The draw stands in the address: it can be come back to, and shared. */
export function LoopPracticePage({ action }: LoopPracticePageProps) {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const seed = readSeed(params);
  const level = levels.find((known) => known === params.get('level'));
  return seed === undefined ? (
    <Navigate to={address(id, newSeed(), level)} replace />
  ) : (
    <Drawn id={id} seed={seed} level={level} action={action} />
  );
}

const address = (id: string, seed: number, level?: Level): string =>
  `/loops/${id}/practice?seed=${seed}${level ? `&level=${level}` : ''}`;

interface DrawnProps extends LoopPracticePageProps {
  id: string;
  seed: number;
  level?: Level;
}

function Drawn({ id, seed, level, action }: DrawnProps) {
  const practice = useQuery(loopPracticeQuery(id, seed, level));
  return (
    <Loaded
      page
      query={practice}
      missing={{
        title: 'There is no such loop',
        detail: 'The list of loops has all of them.',
      }}
    >
      {(drawn) => (
        <Stack gap={40}>
          <PageHead
            title={drawn.title}
            back={{ to: `/loops/${id}`, label: 'About this loop' }}
            facts={`${plural(drawn.rounds.length, 'round')} · ${hours(drawn.minutes)}${level ? ` · for ${level}` : ''} · draw ${drawn.seed}`}
            actions={
              <>
                <Button
                  component={Link}
                  to={address(id, newSeed(), level)}
                  variant="default"
                  leftSection={<IconRefresh size={18} aria-hidden />}
                  data-testid="draw-again"
                >
                  Draw others
                </Button>
                <SheetOf questions={drawn.rounds.flatMap(({ questions }) => questions)} />
              </>
            }
          >
            One row of questions as this loop might ask them. The address of this page keeps the
            draw: come back to it, or send it to who practises with you.
          </PageHead>
          {drawn.rounds.map((round, index) => (
            <Round key={round.id} round={round} number={index + 1} action={action} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

interface RoundProps extends LoopPracticePageProps {
  round: LoopPractice['rounds'][number];
  number: number;
}

function Round({ round, number, action }: RoundProps) {
  const asked = round.questions.reduce((sum, { minutes }) => sum + minutes, 0);
  return (
    <Section
      title={`${number}. ${round.title}`}
      lead={`${roundLabel(round.round)}, ${round.minutes} minutes${
        asked > 0 ? `; the questions take about ${hours(asked)}` : ''
      }`}
    >
      <Disclosure label="What it tests and scores">
        <Text fw={600} size="sm" mb={4}>
          Tests
        </Text>
        <Points items={round.tests} />
        <Text fw={600} size="sm" mb={4} mt="md">
          Scored
        </Text>
        <Points items={round.scored} />
      </Disclosure>
      {round.questions.length > 0 ? (
        <QuestionCards questions={round.questions} order={3} action={action} ordered />
      ) : (
        round.missing === 0 && (
          <Text c="dimmed">This round is not practised with questions from the catalog.</Text>
        )
      )}
      {round.missing > 0 && (
        <Text size="sm" c="dimmed">
          The catalog lacks {plural(round.missing, 'question')} for this round
          {round.questions.length > 0 ? ', so it is shorter than a real one.' : '.'}
        </Text>
      )}
    </Section>
  );
}
