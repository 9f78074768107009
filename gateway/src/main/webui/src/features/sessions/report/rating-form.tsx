import { Button, Group, Paper, Rating as Stars, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureLine } from '@/components/failure';
import { keys } from '@/features/sessions/api/keys';
import { rateSession } from '@/features/sessions/api/release';
import type { Rating } from '@/features/sessions/api/shapes';

export interface RatingFormProps {
  sessionId: string;
  /** What was said before; it can be changed. */
  rating: Rating | null;
}

/** The candidate's turn: how the interview was, and an answer to what was said. */
export function RatingForm({ sessionId, rating }: RatingFormProps) {
  const queries = useQueryClient();
  const [stars, setStars] = useState(rating?.stars ?? 0);
  const [comment, setComment] = useState(rating?.comment ?? '');
  const [reply, setReply] = useState(rating?.reply ?? '');
  const send = useMutation({
    mutationFn: () =>
      rateSession(sessionId, {
        stars,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
        ...(reply.trim() !== '' && { reply: reply.trim() }),
      }),
    onSuccess: (report) => queries.setQueryData(keys.report(sessionId), report),
  });
  /** What is changed is not sent yet. */
  const change = <T,>(set: (value: T) => void, value: T) => {
    set(value);
    send.reset();
  };
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }} data-testid="rating-form">
      <Stack gap="md">
        <div>
          <Title order={2} size="h3">
            Your turn
          </Title>
          <Text c="dimmed" size="sm" mt={4}>
            Your interviewers read this. It changes nothing about your scores.
          </Text>
        </div>
        <div>
          <Text size="sm" fw={500} mb={4} id="stars">
            How was the interview led?
          </Text>
          <Stars
            size="lg"
            value={stars}
            onChange={(value) => change(setStars, value)}
            aria-labelledby="stars"
            getSymbolLabel={(value) => `${value} of 5 stars`}
            data-testid="rating-stars"
          />
        </div>
        <Textarea
          label="What was good, what should be done otherwise"
          autosize
          minRows={2}
          maxLength={4000}
          value={comment}
          onChange={(event) => change(setComment, event.currentTarget.value)}
          data-testid="rating-comment"
        />
        <Textarea
          label="Your answer to the report"
          description="Where you see it differently, or what you take from it."
          autosize
          minRows={2}
          maxLength={4000}
          value={reply}
          onChange={(event) => change(setReply, event.currentTarget.value)}
          data-testid="rating-reply"
        />
        {send.isError && <FailureLine>{send.error.message}</FailureLine>}
        <Group>
          <Button
            disabled={stars === 0}
            loading={send.isPending}
            onClick={() => send.mutate()}
            data-testid="send-rating"
          >
            {rating ? 'Change it' : 'Send it'}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {send.isSuccess
              ? 'Thank you. It is sent.'
              : stars === 0
                ? 'Choose the stars first.'
                : ''}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
