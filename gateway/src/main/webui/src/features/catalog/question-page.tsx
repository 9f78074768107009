import { Anchor, Divider, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { BehindTheQuestion } from '@/components/behind-the-question';
import { BookmarkToggle } from '@/components/bookmark-toggle';
import { Failure } from '@/components/failure';
import { Hints } from '@/components/hints';
import { LinkTags } from '@/components/link-tags';
import { Markdown } from '@/components/markdown';
import { PageHeading } from '@/components/page';
import { QuestionFacts } from '@/components/question-facts';
import { Section } from '@/components/section';
import { SheetToggle } from '@/components/sheet-toggle';
import type { QuestionView } from '@/lib/api/types';
import { companyLabel } from '@/lib/labels';
import { useTopicName } from '@/lib/topics';
import { questionQuery } from './api/read-question';
import classes from './question-page.module.css';
import { SimilarQuestions } from './similar-questions';

export interface QuestionPageProps {
  /** What one can do with the question; another feature brings it. */
  actions: (question: QuestionView) => ReactNode;
}

export function QuestionPage({ actions }: QuestionPageProps) {
  const { slug = '' } = useParams();
  const question = useQuery(questionQuery(slug));
  if (question.isError) {
    return (
      <Failure
        page
        error={question.error}
        onRetry={() => void question.refetch()}
        missing={{
          title: 'There is no such question',
          detail: 'It may have been retired. The catalog has all that are published.',
        }}
      />
    );
  }
  return question.data ? (
    <Question key={question.data.id} question={question.data} actions={actions} />
  ) : (
    <Stack aria-label="Loading the question" aria-busy>
      <Skeleton h={18} w={260} />
      <Skeleton h={44} w="70%" />
      <Skeleton h={240} mt="lg" />
    </Stack>
  );
}

function Question({ question, actions }: QuestionPageProps & { question: QuestionView }) {
  const topicName = useTopicName();
  return (
    <Stack gap={48}>
      <div>
        <Anchor component={Link} to="/questions" size="sm" mb="md" display="inline-block">
          ← All questions
        </Anchor>
        <QuestionFacts question={question} />
        <div className={classes.head}>
          <PageHeading className={classes.title}>{question.title}</PageHeading>
          <Group gap={4} wrap="nowrap">
            <SheetToggle question={question} />
            <BookmarkToggle question={question} />
          </Group>
        </div>
      </div>
      <div className={classes.layout}>
        <Stack gap="xl">
          <Markdown>{question.prompt}</Markdown>
          {question.hints.length > 0 && (
            <Section
              title="Stuck?"
              lead="Hints go from a nudge to nearly telling. Try without them first."
              order={2}
            >
              <Hints hints={question.hints} />
            </Section>
          )}
        </Stack>
        <aside className={classes.aside} aria-label="Practise this question">
          <Paper withBorder radius="lg" p="lg">
            <Stack gap="md">
              {actions(question)}
              {!question.rubric && (
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <IconEyeOff size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
                  <Text size="sm" c="dimmed">
                    The rubric and a strong answer stay hidden until you have handed in yours.
                  </Text>
                </Group>
              )}
              <Divider />
              <LinkTags
                title="Topics"
                tags={question.topics.map((topic) => ({
                  to: `/topics/${topic}`,
                  label: topicName(topic),
                }))}
              />
              <LinkTags
                title="Typical of"
                tags={question.companies.map((company) => ({
                  to: `/companies/${company}`,
                  label: companyLabel(company),
                }))}
              />
            </Stack>
          </Paper>
        </aside>
      </div>
      {question.rubric && (
        <>
          <Divider />
          <BehindTheQuestion question={question} />
        </>
      )}
      <SimilarQuestions question={question} />
    </Stack>
  );
}
