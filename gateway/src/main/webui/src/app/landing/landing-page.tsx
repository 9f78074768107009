import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeading } from '@/components/page';
import { isCandidate, useMe } from '@/lib/me';
import classes from './landing-page.module.css';
import { Specimen } from './specimen';

const promises = [
  {
    title: 'One rubric',
    text: 'The rubric that scores your practice is the one an interviewer scores a live mock on. So your numbers mean the same on both sides of the table, and your progress is one curve.',
  },
  {
    title: 'Your own words as evidence',
    text: 'Each judgement quotes the sentence of your answer it stands on, word for word, marked in the place where you wrote it. What you did not say is listed too.',
  },
  {
    title: 'No invented scores',
    text: 'A quote that cannot be found in your answer is thrown away. When the grader cannot judge, it says so and why, and you get no number instead of a wrong one.',
  },
];

const steps = [
  [
    'Pick a question',
    'Coding, fundamentals, system design and behavioural rounds, as they are asked for AI and ML roles.',
  ],
  [
    'Answer against the clock',
    'In Markdown or Python. It saves as you write; leaving loses nothing.',
  ],
  [
    'Read your grade',
    'Criterion by criterion, from absent to excellent, with the quotes beside your answer.',
  ],
  [
    'See a strong answer',
    'With the rubric, what an interviewer would ask next, and where to read on.',
  ],
] as const;

export function LandingPage() {
  const me = useMe();
  return (
    <>
      <div className={classes.hero}>
        <Stack gap="xl">
          <PageHeading className={classes.title} tabTitle="Interview practice">
            Rehearse the interview. See what they would have heard.
          </PageHeading>
          <Text className={classes.lead} c="dimmed">
            Greenroom is where engineers prepare for AI and ML interviews. You answer a real
            question; you get it back scored on the interviewer’s own rubric, with the words that
            earned it.
          </Text>
          <Group>
            {me ? (
              <>
                <Button component={Link} to="/questions" size="md">
                  Browse the questions
                </Button>
                {isCandidate(me) && (
                  <Button component={Link} to="/attempts" size="md" variant="default">
                    My attempts
                  </Button>
                )}
              </>
            ) : (
              <>
                <Button component="a" href="/login?returnTo=%2Fquestions" size="md">
                  Sign in and practise
                </Button>
                <Button component={Link} to="/questions" size="md" variant="default">
                  Browse the questions
                </Button>
              </>
            )}
          </Group>
        </Stack>
        <Specimen />
      </div>
      <section className={classes.promises} aria-label="What you can rely on">
        {promises.map(({ title, text }) => (
          <div key={title}>
            <Title order={2} size="h3" mb="xs">
              {title}
            </Title>
            <Text c="dimmed">{text}</Text>
          </div>
        ))}
      </section>
      <section className={classes.promises} aria-labelledby="how">
        <div style={{ gridColumn: '1 / -1' }}>
          <Title order={2} id="how" mb="xl">
            How it goes
          </Title>
          <ol className={classes['steps-list']}>
            {steps.map(([title, text]) => (
              <li key={title}>
                <Title order={3} size="h4" mb={4}>
                  {title}
                </Title>
                <Text c="dimmed" size="sm">
                  {text}
                </Text>
              </li>
            ))}
          </ol>
        </div>
      </section>
    </>
  );
}
