import { List, Text } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { Notice } from '@/components/notice';
import type { AttemptView } from '@/lib/api/types';
import { dayTime, relative } from '@/lib/format';
import { useNow } from '@/lib/use-now';

export interface InReviewProps {
  attempt: Pick<AttemptView, 'grade' | 'reviewReasons' | 'reviewDueAt'>;
}

/** A person was asked: why, by when, and what the number below is worth until then. */
export function InReview({ attempt }: InReviewProps) {
  const { grade, reviewReasons = [], reviewDueAt } = attempt;
  const now = useNow(60_000);
  return (
    <Notice icon={<IconGavel />} title="A person is looking at this answer" color="yellow">
      <Text inherit>
        {grade
          ? 'The grade below is preliminary. '
          : 'The grader did not want to publish a grade alone. '}
        A reviewer reads your answer on the same rubric, without seeing what the grader said; their
        decision will stand here, and this page updates by itself.
      </Text>
      {reviewReasons.length > 0 && (
        <List mt="sm" spacing={4} ta="start" data-testid="review-reasons">
          {reviewReasons.map(({ code, detail }) => (
            <List.Item key={code}>{detail}</List.Item>
          ))}
        </List>
      )}
      {reviewDueAt && (
        <Text inherit mt="sm">
          Expected{' '}
          <time dateTime={reviewDueAt}>
            {new Date(reviewDueAt).getTime() > now
              ? `${relative(reviewDueAt, now)}, by ${dayTime(reviewDueAt)}`
              : 'any time now; reviewers are late, and they know it'}
          </time>
          .
        </Text>
      )}
    </Notice>
  );
}
