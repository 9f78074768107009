import { Button, Stack, Text } from '@mantine/core';
import { IconMoodPuzzled, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FailureLine } from '@/components/failure';
import { Notice } from '@/components/notice';
import type { AttemptView, GradeCase } from '@/lib/api/types';
import { relative } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { keys } from '@/features/practice/api/keys';
import { retryGrading } from '@/features/practice/api/retry-grading';

export interface NotGradedProps {
  attempt: Pick<AttemptView, 'id' | 'notGradedReason'>;
  /** Not there while it isn't known. */
  retry?: GradeCase['retry'];
}

export function NotGraded({ attempt, retry }: NotGradedProps) {
  const now = useNow(30_000);
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => retryGrading(attempt.id),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.gradeCase(attempt.id) }),
  });
  const early = retry?.notBefore && new Date(retry.notBefore).getTime() > now;
  return (
    <Notice
      icon={<IconMoodPuzzled />}
      title="This answer was not graded"
      color="yellow"
      action={
        retry && (
          <Stack gap={6} align="center">
            <Button
              variant="light"
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={again.isPending}
              disabled={!retry.allowed || retry.waiting}
              onClick={() => again.mutate()}
              data-testid="grade-again"
            >
              {retry.waiting ? 'Being graded again…' : 'Grade it again'}
            </Button>
            {early && !retry.waiting && (
              <Text size="sm" c="dimmed">
                Possible again {relative(retry.notBefore ?? '', now)}
              </Text>
            )}
            {again.isError && <FailureLine>{again.error.message}</FailureLine>}
          </Stack>
        )
      }
    >
      <Stack gap="xs">
        <Text inherit>{attempt.notGradedReason?.detail ?? 'The grader could not judge it.'}</Text>
        <Text inherit>
          No score was made up in its place, and this does not count against you. Your answer is
          stored: have it graded again, or compare it with the rubric and the strong answer below.
        </Text>
      </Stack>
    </Notice>
  );
}
