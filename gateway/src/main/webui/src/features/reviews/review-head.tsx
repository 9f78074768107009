import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Due } from '@/components/due';
import { PageHeading } from '@/components/page';
import { ToneBadge } from '@/components/tone-badge';
import type { Review } from '@/lib/api/types';
import { reviewKindLabel, roundLabel } from '@/lib/labels';
import { useNow } from '@/lib/use-now';

export interface ReviewHeadProps {
  review: Review;
  /** The step that the reviewer is at. */
  step: string;
}

export function ReviewHead({ review, step }: ReviewHeadProps) {
  const { question, kind, reasons, dueAt, overdue, state } = review;
  const now = useNow(60_000);
  return (
    <div>
      <Anchor component={Link} to="/reviews" size="sm" mb="sm" display="inline-block">
        ← Reviews
      </Anchor>
      <PageHeading size="h2" tabTitle={`Review: ${question.title}`}>
        {question.title}
      </PageHeading>
      <Group gap="xs" mt={8}>
        <ToneBadge tone="busy" data-testid="review-step">
          {step}
        </ToneBadge>
        <ToneBadge tone="plain">{reviewKindLabel(kind)}</ToneBadge>
        <Text size="sm" c="dimmed">
          {roundLabel(question.round)} · version {question.version}
        </Text>
        <Due
          at={dueAt}
          now={now}
          overdue={overdue}
          done={state === 'decided' || state === 'withdrawn'}
        />
      </Group>
      {reasons.length > 0 && (
        <Text size="sm" mt="xs">
          <b>Why it is here:</b> {reasons.map(({ detail }) => detail).join(' ')}
        </Text>
      )}
    </div>
  );
}
