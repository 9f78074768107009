import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { Failure, FailureLine } from '@/components/failure';
import { PageLoader } from '@/components/page-loader';
import type { Review } from '@/lib/api/types';
import { reviewQuery } from './api/read-review';
import { DecidedView } from './deciding/decided-view';
import { DecidingDesk } from './deciding/deciding-desk';
import { Unclaimed } from './unclaimed';

// The reader of the answer is large; who only looks at a decision doesn't need it.
const MarkingDesk = lazy(async () => ({
  default: (await import('./marking/marking-desk')).MarkingDesk,
}));

/** One review, from taking it up to what was decided. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const review = useQuery(reviewQuery(id));
  if (review.data) {
    // What a cache remembers may be older than the claim: marks are made on what the server has now.
    return review.isFetchedAfterMount ? (
      <Suspense fallback={<PageLoader />}>
        {review.isRefetchError && (
          <FailureLine>This may be out of date: {review.error.message}</FailureLine>
        )}
        <Stage review={review.data} />
      </Suspense>
    ) : (
      <PageLoader />
    );
  }
  if (review.isError) {
    return (
      <Failure
        page
        error={review.error}
        onRetry={() => void review.refetch()}
        missing={{
          title: 'There is no such review',
          detail: 'It may be of an answer of your own, which somebody else reviews.',
        }}
      />
    );
  }
  return (
    <Stack aria-label="Loading the review" aria-busy>
      <Skeleton h={40} w="50%" />
      <Skeleton h={420} mt="md" />
    </Stack>
  );
}

function Stage({ review }: { review: Review }) {
  switch (stageOf(review)) {
    case 'decided':
      return <DecidedView review={review} />;
    case 'deciding':
      return <DecidingDesk key={review.id} review={review} />;
    case 'marking':
      return <MarkingDesk key={review.id} review={review} />;
    case 'unclaimed':
      return <Unclaimed review={review} />;
  }
}

function stageOf(review: Review): 'decided' | 'deciding' | 'marking' | 'unclaimed' {
  if (review.state === 'decided' || review.state === 'withdrawn') {
    return 'decided';
  }
  if (!review.mine || !review.answer) {
    return 'unclaimed';
  }
  return review.marksHandedInAt ? 'deciding' : 'marking';
}
