import { Button, Stack } from '@mantine/core';
import { IconHandStop, IconLockSquareRounded } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Markdown } from '@/components/markdown';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import type { Review } from '@/lib/api/types';
import { clockTime } from '@/lib/format';
import { claimReview } from './api/claim-review';
import { keys } from './api/keys';
import { ReviewHead } from './review-head';

export interface UnclaimedProps {
  review: Review;
}

/** A review that the reader doesn't hold: the question can be read, the answer only by who takes it up. */
export function Unclaimed({ review }: UnclaimedProps) {
  const { id, claim, claimable, question } = review;
  // Who has marked here and lost the claim before deciding may go on.
  const interrupted = review.marksHandedInAt !== undefined && !claim;
  const queries = useQueryClient();
  const claiming = useMutation({
    mutationFn: () => claimReview(id),
    onSuccess: (claimed) => queries.setQueryData(keys.review(id), claimed),
    onError: () => queries.invalidateQueries({ queryKey: keys.review(id) }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.reviews }),
  });
  return (
    <Stack gap="xl">
      <ReviewHead review={review} step="Not taken up" />
      {claimable || interrupted ? (
        <Notice
          icon={<IconHandStop />}
          title={interrupted ? 'Take it up again to decide' : 'Take it up to read the answer'}
          action={
            <Button
              loading={claiming.isPending}
              onClick={() => claiming.mutate()}
              data-testid="claim-review"
            >
              Take it up
            </Button>
          }
        >
          It is then yours for half an hour, longer while you work. You can give it back at any
          time.
          {claiming.isError && <div role="alert">{claiming.error.message}</div>}
        </Notice>
      ) : (
        <Notice
          icon={<IconLockSquareRounded />}
          title={claim ? `${claim.by} works on it` : 'Somebody else decides this one'}
          color="gray"
          action={
            <Button component={Link} to="/reviews" variant="light">
              Back to the queue
            </Button>
          }
        >
          {claim
            ? `They hold it until ${clockTime(claim.until)}, and longer while they work.`
            : 'You have marked this answer before. A second opinion needs a second person.'}
        </Notice>
      )}
      <Section title="The question">
        <Markdown>{question.prompt}</Markdown>
      </Section>
    </Stack>
  );
}
