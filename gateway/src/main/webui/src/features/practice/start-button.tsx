import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FailureLine } from '@/components/failure';
import { stateLabel } from '@/lib/labels';
import { isCandidate, useMe } from '@/lib/me';
import { keys } from './api/keys';
import { attemptsQuery } from './api/list-attempts';
import { startAttempt } from './api/start-attempt';

export interface StartButtonProps {
  question: { id: string; title: string };
}

// One call tells for all the questions of a list what has been answered lately.
const lately = { page: 0, size: 100 };

/** Starts an answer right from a list, or goes on with the draft; nothing for those who don't answer. */
export function StartButton({ question }: StartButtonProps) {
  return isCandidate(useMe()) ? <Start question={question} /> : null;
}

function Start({ question }: StartButtonProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const attempts = useQuery(attemptsQuery(lately));
  const start = useMutation({
    mutationFn: () => startAttempt(question.id, idempotencyKey),
    onSuccess: (attempt) => {
      queries.setQueryData(keys.attempt(attempt.id), attempt);
      void queries.invalidateQueries({ queryKey: keys.attempts });
      void navigate(`/attempts/${attempt.id}`);
    },
  });
  const own = attempts.data?.items.filter(({ questionId }) => questionId === question.id) ?? [];
  const draft = own.find(({ state }) => state === 'DRAFT');
  const latest = own.find(({ state }) => state !== 'DRAFT');
  return (
    <Group gap="sm">
      {draft ? (
        <Button
          component={Link}
          to={`/attempts/${draft.id}`}
          size="xs"
          variant="outline"
          aria-label={`Continue your draft: ${question.title}`}
        >
          Continue your draft
        </Button>
      ) : (
        <Button
          size="xs"
          variant={latest ? 'default' : 'outline'}
          loading={start.isPending || start.isSuccess}
          onClick={() => start.mutate()}
          aria-label={`${latest ? 'Answer it again' : 'Start answering'}: ${question.title}`}
          data-testid="start-from-list"
        >
          {latest ? 'Answer it again' : 'Start answering'}
        </Button>
      )}
      {latest && (
        <Text size="sm" c="dimmed">
          {stateLabel(latest.state)}
          {latest.score !== undefined && `, ${latest.score} of 100`}
        </Text>
      )}
      {start.isError && <FailureLine>{start.error.message}</FailureLine>}
    </Group>
  );
}
