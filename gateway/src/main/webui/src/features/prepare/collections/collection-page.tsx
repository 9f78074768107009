import { Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { QuestionCards } from '@/components/question-card';
import { collectionQuery } from '@/features/prepare/api/read-collection';
import { PageHead } from '@/features/prepare/page-head';
import { SheetOf } from '@/features/prepare/sheets/sheet-of';
import type { QuestionAction } from '@/features/prepare/question-action';
import { hours, plural } from '@/lib/format';

export interface CollectionPageProps {
  action: QuestionAction;
}

export function CollectionPage({ action }: CollectionPageProps) {
  const { id = '' } = useParams();
  const collection = useQuery(collectionQuery(id));
  return (
    <Loaded
      page
      query={collection}
      missing={{
        title: 'There is no such collection',
        detail: 'The list of collections has all of them.',
      }}
    >
      {(found) => (
        <Stack gap="xl" key={found.id}>
          <PageHead
            title={found.title}
            back={{ to: '/collections', label: 'All collections' }}
            facts={`${plural(found.questions.length, 'question')}, about ${hours(found.minutes)} · For: ${found.audience}`}
            actions={<SheetOf questions={found.questions} />}
          >
            {found.summary}
          </PageHead>
          {found.questions.length === 0 ? (
            <Notice icon={<IconStack2 />} title="Nothing is left of it" color="gray">
              Its questions have been retired.
            </Notice>
          ) : (
            <QuestionCards questions={found.questions} action={action} ordered />
          )}
        </Stack>
      )}
    </Loaded>
  );
}
