import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Failure } from '@/components/failure';
import { draftAnswer } from '@/features/curation/api/draft-transport';
import { questionQuery } from '@/features/curation/api/read-question';
import { DraftDesk } from './draft-desk';
import { PublishedDesk } from './published-desk';

/** One question on the curator's desk: its draft to write, or what is published to look at. */
export function CuratedQuestionPage() {
  const { id = '' } = useParams();
  const question = useQuery({ ...questionQuery(id), refetchOnMount: 'always' });
  if (question.isError && !question.data) {
    return (
      <Failure
        page
        error={question.error}
        onRetry={() => void question.refetch()}
        missing={{ title: 'There is no such question', detail: 'Its id may be mistyped.' }}
      />
    );
  }
  // A draft from an earlier visit would be written on as if nothing had happened since.
  if (!question.data || (!question.isFetchedAfterMount && !question.isError)) {
    return (
      <Stack aria-label="Loading the question" aria-busy>
        <Skeleton h={18} w={160} />
        <Skeleton h={40} w="60%" />
        <Skeleton h={420} mt="lg" />
      </Stack>
    );
  }
  const answer = draftAnswer(question.data);
  return answer && question.data.draft ? (
    <DraftDesk
      // What was closed to writing by a schedule is opened afresh when that ends.
      key={`${id} ${question.data.draft.state === 'SCHEDULED'}`}
      question={question.data}
      draft={question.data.draft}
      answer={answer}
    />
  ) : (
    <PublishedDesk key={id} question={question.data} />
  );
}
