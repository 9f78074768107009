import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { LinkTags } from '@/components/link-tags';
import { Loaded } from '@/components/loaded';
import { Markdown } from '@/components/markdown';
import { QuestionCards } from '@/components/question-card';
import { Section } from '@/components/section';
import { questionsOfTopicQuery } from '@/features/prepare/api/list-questions';
import { topicQuery } from '@/features/prepare/api/read-topic';
import { PageHead } from '@/features/prepare/page-head';
import { Reading } from '@/features/prepare/reading';
import { hours, plural } from '@/lib/format';

const shownQuestions = 12;

export function TopicPage() {
  const { id = '' } = useParams();
  const topic = useQuery(topicQuery(id));
  return (
    <Loaded
      page
      query={topic}
      missing={{
        title: 'There is no such topic',
        detail: 'It may have been renamed. The list of topics has all of them.',
      }}
    >
      {(found) => (
        <Stack gap={40} key={found.id}>
          <PageHead
            title={found.title}
            back={{ to: '/topics', label: 'All topics' }}
            facts={
              found.questions > 0 &&
              `${plural(found.questions, 'question')}, about ${hours(found.minutes)} to answer them all`
            }
            actions={
              found.questions > 0 && (
                <Button
                  component={Link}
                  to={`/random-set?topic=${found.id}`}
                  variant="default"
                  leftSection={<IconDice5 size={18} aria-hidden />}
                >
                  Draw a few of them
                </Button>
              )
            }
          >
            {found.summary}
          </PageHead>
          <Columns
            label="Around this topic"
            aside={
              <Stack gap="lg">
                <LinkTags
                  title="Related topics"
                  tags={found.related.map(({ id: to, title }) => ({
                    to: `/topics/${to}`,
                    label: title,
                  }))}
                />
                <LinkTags
                  title="Collections with its questions"
                  tags={found.collections.map(({ id: to, title }) => ({
                    to: `/collections/${to}`,
                    label: title,
                  }))}
                />
                <LinkTags
                  title="Companies that stress it"
                  tags={found.companies.map(({ id: to, title }) => ({
                    to: `/companies/${to}`,
                    label: title,
                  }))}
                />
              </Stack>
            }
          >
            <Section title="Why it is asked">
              <Markdown>{found.why}</Markdown>
            </Section>
            <Section title="What to read" lead="What settles the matter, not what is popular.">
              <Reading items={found.read} />
            </Section>
            <Questions topic={found.id} total={found.questions} />
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}

function Questions({ topic, total }: { topic: string; total: number }) {
  const questions = useQuery(questionsOfTopicQuery(topic, shownQuestions));
  return (
    <Section title="Its questions" lead={total > 0 ? 'The easiest first.' : undefined}>
      <Loaded query={questions}>
        {({ items, page }) =>
          items.length === 0 ? (
            <Text c="dimmed">No published question is on it at the moment.</Text>
          ) : (
            <>
              <QuestionCards questions={items} order={3} />
              {page.total > items.length && (
                <Anchor component={Link} to={`/questions?topic=${topic}`} fw={600}>
                  All {plural(page.total, 'question')} on it
                </Anchor>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
