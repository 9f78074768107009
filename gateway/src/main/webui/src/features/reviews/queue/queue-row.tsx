import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { Due } from '@/components/due';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { ReviewSummary } from '@/lib/api/types';
import { clockTime, relative } from '@/lib/format';
import { reasonLabel, reviewKindLabel, roundLabel } from '@/lib/labels';
import { claimReview } from '@/features/reviews/api/claim-review';
import { keys } from '@/features/reviews/api/keys';
import classes from './queue-page.module.css';

const kindTone: Record<ReviewSummary['kind'], BadgeTone> = {
  doubt: 'doubtful',
  appeal: 'busy',
  sample: 'plain',
};

export interface QueueRowProps {
  review: ReviewSummary;
  now: number;
}

export function QueueRow({ review, now }: QueueRowProps) {
  const { id, kind, reasons, questionTitle, round, openedAt, dueAt, overdue } = review;
  const over = review.state === 'decided' || review.state === 'withdrawn';
  return (
    <li className={classes.row} data-testid="review-row">
      <div>
        <Link to={`/reviews/${id}`} className={classes.link}>
          {questionTitle}
        </Link>
        <Group gap="xs" mt={6}>
          <ToneBadge size="sm" tone={kindTone[kind]}>
            {reviewKindLabel(kind)}
          </ToneBadge>
          {reasons
            .filter(({ code }) => code !== kind)
            .map(({ code }) => (
              <ToneBadge key={code} size="sm" tone="plain">
                {reasonLabel(code)}
              </ToneBadge>
            ))}
        </Group>
        <Group gap="xs" mt={6}>
          <Text size="sm" c="dimmed">
            {roundLabel(round)} · opened {relative(openedAt, now)}
          </Text>
          <Due at={dueAt} now={now} overdue={overdue} done={over} />
        </Group>
      </div>
      <div className={classes.actions}>
        <Holder review={review} />
      </div>
    </li>
  );
}

function Holder({ review }: { review: ReviewSummary }) {
  const { id, state, claim, mine, claimable, questionTitle } = review;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const claiming = useMutation({
    mutationFn: () => claimReview(id),
    onSuccess: (claimed) => {
      queries.setQueryData(keys.review(id), claimed);
      void navigate(`/reviews/${id}`);
    },
    onError: (error) =>
      notifications.show({ color: 'yellow', title: 'Not taken up', message: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.reviews }),
  });
  if (state === 'decided' || state === 'withdrawn') {
    return (
      <ToneBadge tone={state === 'decided' ? 'good' : 'plain'}>
        {state === 'decided' ? 'Decided' : 'Withdrawn'}
      </ToneBadge>
    );
  }
  if (mine) {
    return (
      <>
        <Text size="sm" c="dimmed">
          {state === 'marked' ? 'To be decided' : 'Yours'}
          {claim && ` until ${clockTime(claim.until)}`}
        </Text>
        <Button
          component={Link}
          to={`/reviews/${id}`}
          size="sm"
          aria-label={`Go on: ${questionTitle}`}
        >
          Go on
        </Button>
      </>
    );
  }
  if (claim) {
    return (
      <Text size="sm" c="dimmed">
        {claim.by} works on it until {clockTime(claim.until)}
      </Text>
    );
  }
  if (!claimable) {
    return (
      <Text size="sm" c="dimmed" maw={180}>
        You have marked this answer before.
      </Text>
    );
  }
  return (
    <Button
      size="sm"
      variant="light"
      loading={claiming.isPending}
      onClick={() => claiming.mutate()}
      aria-label={`Take it up: ${questionTitle}`}
      data-testid="claim-review"
    >
      Take it up
    </Button>
  );
}
