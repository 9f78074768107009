import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { myPlanQuery } from '@/features/prepare/api/read-my-plan';
import { NextForMe } from '@/features/prepare/next/next-for-me';
import { PlanProgress } from '@/features/prepare/plans/my-plan-view';
import type { Me } from '@/lib/api/types';
import { plural } from '@/lib/format';

export interface CandidateHomeProps {
  me: Me;
}

export function CandidateHome({ me }: CandidateHomeProps) {
  const first = me.name.trim().split(/\s+/)[0];
  return (
    <Stack gap={48}>
      <div>
        <PageHeading tabTitle="Home">{first ? `Hello, ${first}` : 'Hello'}</PageHeading>
        <Text c="dimmed" mt={6}>
          Answer a real question; get it back scored on the interviewer’s own rubric.
        </Text>
        <Group mt="lg" gap="sm">
          <Button component={Link} to="/questions">
            Browse the questions
          </Button>
          <Button component={Link} to="/random-set" variant="default">
            I have a little time
          </Button>
          <Button component={Link} to="/attempts" variant="default">
            My attempts
          </Button>
        </Group>
      </div>
      <Section title="Next for you" lead="What is unfinished or weak comes before what is new.">
        <NextForMe />
      </Section>
      <Plan />
    </Stack>
  );
}

function Plan() {
  const chosen = useQuery(myPlanQuery()).data?.chosen;
  if (!chosen) {
    return (
      <Text>
        Do you have a date?{' '}
        <Anchor component={Link} to="/plans" underline="always">
          Choose a study plan
        </Anchor>{' '}
        and its weeks are counted back from it.
      </Text>
    );
  }
  const week = chosen.weeks.find(({ number }) => number === chosen.currentWeek);
  return (
    <Section
      title="Your plan"
      lead={
        <>
          {chosen.title}
          {chosen.daysLeft !== undefined &&
            chosen.daysLeft >= 0 &&
            ` · ${chosen.daysLeft === 0 ? 'the interview is today' : `${plural(chosen.daysLeft, 'day')} to the interview`}`}
        </>
      }
    >
      <Paper withBorder radius="lg" p="lg">
        <Stack gap="md">
          {week && (
            <Text>
              <b>
                Week {week.number}: {week.title}.
              </b>{' '}
              {week.goal}
            </Text>
          )}
          <PlanProgress plan={chosen} />
          <Anchor component={Link} to="/plans" fw={600} size="sm">
            Open the plan
          </Anchor>
        </Stack>
      </Paper>
    </Section>
  );
}
