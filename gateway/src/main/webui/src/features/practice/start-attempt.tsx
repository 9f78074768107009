import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FailureLine } from '@/components/failure';
import type { QuestionView } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { isCandidate, useMe } from '@/lib/me';
import { keys } from './api/keys';
import { attemptsQuery } from './api/list-attempts';
import { startAttempt } from './api/start-attempt';

export interface StartAttemptProps {
  question: Pick<QuestionView, 'id' | 'minutes'>;
}

/** Starts an attempt, or goes on with the draft that is there; says so where the reader is no candidate. */
export function StartAttempt({ question }: StartAttemptProps) {
  const me = useMe();
  if (me === undefined) {
    return <Skeleton h={42} aria-label="Loading" />;
  }
  if (!isCandidate(me)) {
    return (
      <Text size="sm" c="dimmed">
        Candidates answer this question in about {question.minutes} minutes. Your account sees its
        rubric instead.
      </Text>
    );
  }
  return <StartOrContinue question={question} />;
}

function StartOrContinue({ question }: StartAttemptProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const earlier = useQuery(attemptsQuery({ questionId: question.id, page: 0, size: 20 }));
  const start = useMutation({
    mutationFn: () => startAttempt(question.id, idempotencyKey),
    onSuccess: (attempt) => {
      queries.setQueryData(keys.attempt(attempt.id), attempt);
      void queries.invalidateQueries({ queryKey: keys.attempts });
      void navigate(`/attempts/${attempt.id}`);
    },
  });

  const draft = earlier.data?.items.find(({ state }) => state === 'DRAFT');
  const handedIn = earlier.data?.items.filter(({ state }) => state !== 'DRAFT') ?? [];
  const latest = handedIn[0];
  return (
    <Stack gap="sm">
      {draft ? (
        <>
          <Button
            component={Link}
            to={`/attempts/${draft.id}`}
            size="md"
            fullWidth
            leftSection={<IconPencil size={18} aria-hidden />}
            data-testid="start-attempt"
          >
            Continue your draft
          </Button>
          <Text size="sm" c="dimmed">
            Last changed {dayTime(draft.updatedAt)}.
          </Text>
        </>
      ) : (
        <Button
          size="md"
          fullWidth
          loading={start.isPending || start.isSuccess}
          disabled={earlier.isPending}
          onClick={() => start.mutate()}
          data-testid="start-attempt"
        >
          {latest ? 'Answer it again' : 'Start answering'}
        </Button>
      )}
      {!draft && (
        <Text size="sm" c="dimmed">
          Suggested time: {question.minutes} minutes. The clock counts up and never cuts you off.
        </Text>
      )}
      {start.isError && <FailureLine>{start.error.message}</FailureLine>}
      {latest && (
        <Button component={Link} to={`/attempts/${latest.id}`} variant="default" fullWidth>
          {handedIn.length === 1
            ? 'See your earlier answer'
            : `See the latest of ${plural(handedIn.length, 'answer')}`}
        </Button>
      )}
    </Stack>
  );
}
