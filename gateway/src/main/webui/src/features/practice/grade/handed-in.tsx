import { Anchor, Divider, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { BehindTheQuestion } from '@/components/behind-the-question';
import { Markdown } from '@/components/markdown';
import { PageHeading } from '@/components/page';
import { QuestionFacts } from '@/components/question-facts';
import { Section } from '@/components/section';
import type { AttemptView } from '@/lib/api/types';
import { dayTime, spentMinutes } from '@/lib/format';
import { stateLabel } from '@/lib/labels';
import { AppealSection } from '@/features/practice/appeal/appeal-section';
import { gradeCaseQuery } from '@/features/practice/api/read-grade-case';
import { StartAttempt } from '@/features/practice/start-attempt';
import { AnswerText } from '@/components/answer-text';
import { Disclosure } from '@/components/disclosure';
import { GradeHistory, ReviewersWord } from './grade-history';
import { GradeView } from '@/components/grade/grade-view';
import { InReview } from './in-review';
import { Leftover } from './leftover';
import { NotGraded } from './not-graded';
import { useAttemptWatch, useSettling } from './use-attempt-watch';
import { Waiting } from './waiting';

export interface HandedInProps {
  attempt: AttemptView;
}

/** An attempt after it was handed in: waiting, graded, with a reviewer, or not graded. */
export function HandedIn({ attempt }: HandedInProps) {
  const { question, grade, grades: history = [] } = attempt;
  const slow = useAttemptWatch(attempt);
  const gradeCase = useQuery({
    ...gradeCaseQuery(attempt.id),
    enabled: attempt.state !== 'SUBMITTED',
  });
  useSettling(attempt, gradeCase.data);
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
      {attempt.state === 'IN_REVIEW' && <InReview attempt={attempt} />}
      {attempt.state === 'NOT_GRADED' && (
        <NotGraded attempt={attempt} retry={gradeCase.data?.retry} />
      )}
      <ReviewersWord history={history} />
      {grade ? (
        <GradeView
          attempt={attempt}
          grade={grade}
          preliminary={attempt.state === 'IN_REVIEW'}
          after={
            <>
              <GradeHistory history={history} />
              {gradeCase.data && attempt.state !== 'IN_REVIEW' && (
                <AppealSection attemptId={attempt.id} grade={grade} gradeCase={gradeCase.data} />
              )}
            </>
          }
        />
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
