import { Stack, Text, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { PageHead } from '@/features/prepare/page-head';
import type { Topic } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { topicsQuery, useTopicName } from '@/lib/topics';

export function TopicsPage() {
  const topics = useQuery(topicsQuery);
  return (
    <Stack gap="xl">
      <PageHead title="Topics">
        What interviews for AI and ML roles are about: why each topic is asked, what to read on it,
        and its questions.
      </PageHead>
      <Loaded query={topics}>{({ items }) => <Topics topics={items} />}</Loaded>
    </Stack>
  );
}

function Topics({ topics }: { topics: Topic[] }) {
  const [typed, setTyped] = useState('');
  const nameOf = useTopicName();
  const wanted = typed.trim().toLowerCase();
  const shown = topics.filter(({ id, title, summary = '' }) =>
    `${id} ${title} ${summary}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <TextInput
        label="Find a topic"
        placeholder="Attention, retrieval, safety…"
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" role="status">
        {plural(shown.length, 'topic')}
      </Text>
      {shown.length === 0 ? (
        <Notice icon={<IconSearchOff />} title="No topic of that name" color="gray">
          {topics.length === 0 ? 'No topics have been written yet.' : 'Try another word.'}
        </Notice>
      ) : (
        <CardGrid>
          {shown.map(({ id, summary, questions, hasPage }) => (
            <LinkCard
              key={id}
              to={hasPage ? `/topics/${id}` : `/questions?topic=${id}`}
              title={nameOf(id)}
              facts={plural(questions, 'question')}
            >
              {summary}
            </LinkCard>
          ))}
        </CardGrid>
      )}
    </>
  );
}
