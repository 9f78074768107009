import { Anchor, Divider, Group, Stack, Text } from '@mantine/core';
import { IconGavel, IconMoodPuzzled } from '@tabler/icons-react';
import { Link } from 'react-router';
import { BehindTheQuestion } from '@/components/behind-the-question';
import { Markdown } from '@/components/markdown';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { QuestionFacts } from '@/components/question-facts';
import { Section } from '@/components/section';
import type { AttemptView } from '@/lib/api/types';
import { dayTime, spentMinutes } from '@/lib/format';
import { stateLabel } from '@/lib/labels';
import { StartAttempt } from '@/features/practice/start-attempt';
import { AnswerText } from './answer-text';
import { Disclosure } from './disclosure';
import { GradeView } from './grade-view';
import { Leftover } from './leftover';
import { useAttemptWatch } from './use-attempt-watch';
import { Waiting } from './waiting';

export interface HandedInProps {
  attempt: AttemptView;
}

/** An attempt after it was handed in: waiting, graded, with a reviewer, or not graded. */
export function HandedIn({ attempt }: HandedInProps) {
  const { question, grade } = attempt;
  const slow = useAttemptWatch(attempt);
  return (
    <Stack gap={48}>
      <div>
        <Anchor component={Link} to="/attempts" size="sm" mb="md" display="inline-block">
          ← My attempts
        </Anchor>
        <QuestionFacts question={question} />
        <PageHeading mt={8}>{question.title}</PageHeading>
        <Group gap="lg" mt="sm">
          <Text
            size="sm"
            c="dimmed"
            data-testid="grade-state"
            data-state={attempt.state}
            role="status"
          >
            {stateLabel(attempt.state)}
            {attempt.submittedAt && ` · handed in ${dayTime(attempt.submittedAt)}`}
            {` · ${spentMinutes(attempt.activeSeconds)} of ${question.minutes} min`}
          </Text>
        </Group>
        <Disclosure label="Read the question again">
          <Markdown>{question.prompt}</Markdown>
        </Disclosure>
      </div>
      <Leftover attempt={attempt} />
      {attempt.state === 'SUBMITTED' && <Waiting slow={slow} />}
      {attempt.state === 'IN_REVIEW' && (
        <Notice icon={<IconGavel />} title="A person is looking at this answer" color="yellow">
          The grader was not sure enough to publish its grade alone. A reviewer reads your answer on
          the same rubric; their decision will stand here, and this page updates by itself. You can
          leave.
        </Notice>
      )}
      {attempt.state === 'NOT_GRADED' && (
        <Notice icon={<IconMoodPuzzled />} title="This answer was not graded" color="yellow">
          <Stack gap="xs">
            <Text inherit>
              {attempt.notGradedReason?.detail ?? 'The grader could not judge it.'}
            </Text>
            <Text inherit>
              No score was made up in its place, and this does not count against you. Your answer is
              stored. Compare it with the rubric and the strong answer below, or answer again.
            </Text>
          </Stack>
        </Notice>
      )}
      {grade ? (
        <GradeView attempt={attempt} grade={grade} />
      ) : (
        <Section title="Your answer">
          <AnswerText text={attempt.text} language={attempt.language} marks={[]} />
        </Section>
      )}
      {attempt.state !== 'SUBMITTED' && (
        <>
          <Divider />
          <BehindTheQuestion question={question} />
          <Section
            title="Once more?"
            lead="A second answer is graded on its own; this one stays as it is."
          >
            <Group maw={360} grow>
              <StartAttempt question={{ id: attempt.questionId, minutes: question.minutes }} />
            </Group>
          </Section>
        </>
      )}
    </Stack>
  );
}
