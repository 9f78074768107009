import { Anchor, Button, Group, Text, type ButtonProps } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { FailureLine } from './failure';
import { sendToReview } from '@/lib/api/send-to-review';

export interface SecondLookProps {
  attemptId: string;
  /** What the button says. */
  label: string;
  /** What it says to who doesn't see what stands around it. */
  describedAs?: string;
  size?: ButtonProps['size'];
}

/** Sends an answer to a person; the grade stays as it is. */
export function SecondLook({ attemptId, label, describedAs, size }: SecondLookProps) {
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendToReview(attemptId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reviews'] }),
  });
  return (
    <Group gap="sm">
      {!send.isSuccess && (
        <Button
          variant="default"
          size={size}
          loading={send.isPending}
          onClick={() => send.mutate()}
          aria-label={describedAs}
          data-testid="second-look"
        >
          {label}
        </Button>
      )}
      <Text size="sm" component="div" role="status">
        {send.isSuccess && (
          <>
            In the queue now.{' '}
            <Anchor component={Link} to={`/reviews/${send.data.id}`} inherit underline="always">
              Open it
            </Anchor>
          </>
        )}
      </Text>
      {send.isError && <FailureLine>{send.error.message}</FailureLine>}
    </Group>
  );
}
