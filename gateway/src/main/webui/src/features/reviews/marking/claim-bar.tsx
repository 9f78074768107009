import { Button, Group, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { SaveIndicator } from '@/components/save-state';
import type { Review } from '@/lib/api/types';
import type { SaveState } from '@/lib/autosave';
import { stopwatch } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { claimReview } from '@/features/reviews/api/claim-review';
import { keys } from '@/features/reviews/api/keys';
import { releaseReview } from '@/features/reviews/api/release-review';
import classes from './claim-bar.module.css';

export interface ClaimBarProps {
  review: Review;
  state: SaveState;
  kept: boolean;
  /** How many criteria have a level. */
  marked: number;
  onRetry: () => void;
  /** Before the review is given back. */
  onLeave: () => Promise<unknown>;
  onHandIn: () => void;
}

const soonMillis = 5 * 60_000;

/** How long the review is still in one's hands, how far the marks have come, and the way on. */
export function ClaimBar(props: ClaimBarProps) {
  const { review, state, kept, marked, onRetry, onLeave, onHandIn } = props;
  const { id, claim, question } = review;
  const now = useNow(1_000);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const renew = useMutation({
    mutationFn: () => claimReview(id),
    onSuccess: (held) =>
      queries.setQueryData<Review>(
        keys.review(id),
        (before) => before && { ...before, claim: held.claim },
      ),
  });
  const release = useMutation({
    mutationFn: async () => {
      await onLeave();
      await releaseReview(id);
    },
    onSettled: async () => {
      await navigate('/reviews');
      queries.removeQueries({ queryKey: keys.review(id) });
      await queries.invalidateQueries({ queryKey: keys.reviews });
    },
  });
  // A save that was refused knows better than what was promised.
  const left = claim && state.kind !== 'closed' ? new Date(claim.until).getTime() - now : 0;
  const soon = left < soonMillis;
  return (
    <div className={classes.bar} data-testid="claim-bar">
      <Group gap="md">
        <Group gap={6} wrap="nowrap" c={soon ? 'var(--gr-tone-1-strong)' : 'dimmed'}>
          <IconHourglass size={16} aria-hidden />
          <Text size="sm" fw={soon ? 600 : 400} role="timer" data-testid="claim-left">
            {left > 0 ? `Yours for ${stopwatch(left / 1000)}` : 'Your claim has run out'}
          </Text>
        </Group>
        <SaveIndicator
          state={state}
          kept={kept}
          onRetry={onRetry}
          closed="Not saved: the claim has run out"
        />
      </Group>
      <Group gap="xs">
        {soon && state.kind !== 'closed' && (
          <Button
            size="xs"
            variant="light"
            loading={renew.isPending}
            onClick={() => renew.mutate()}
          >
            Keep it longer
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={release.isPending}
          onClick={() => release.mutate()}
          data-testid="release-review"
        >
          Give it back
        </Button>
        <Button size="xs" onClick={onHandIn} data-testid="hand-in-marks">
          Hand in ({marked} of {question.criteria.length})
        </Button>
      </Group>
    </div>
  );
}
