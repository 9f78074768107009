import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '@/components/failure';
import { GradeView } from '@/components/grade/grade-view';
import { tryRubric as gradeOnce } from '@/features/curation/api/try-rubric';
import type { Draft } from '@/features/curation/content/content';

export interface TryRubricProps {
  draft: Draft;
  /** What was tried before; it outlives a look at another view. */
  answer: string;
  onAnswer: (answer: string) => void;
}

/** What the grader in use makes of an answer on this rubric, as it stands. */
export function TryRubric({ draft, answer, onAnswer }: TryRubricProps) {
  const [tried, setTried] = useState('');
  const code = draft.content.answerFormat === 'code';
  const language = code ? ('python' as const) : ('markdown' as const);
  const trial = useMutation({
    mutationFn: (text: string) => gradeOnce(draft, text, language),
    onMutate: (text) => setTried(text),
  });
  return (
    <Stack gap="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate(answer);
        }}
      >
        <Textarea
          label="An answer to try"
          description="Paste a good one, a middling one, a wrong one: the grade should tell them apart. Nothing of it is kept."
          autosize
          minRows={8}
          maxRows={24}
          value={answer}
          onChange={(event) => onAnswer(event.currentTarget.value)}
          styles={
            code ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : undefined
          }
          data-testid="trial-answer"
        />
        <Group mt="sm" gap="sm">
          <Button
            type="submit"
            loading={trial.isPending}
            disabled={answer.trim() === ''}
            data-testid="try-rubric"
          >
            Grade it
          </Button>
          <Button
            variant="default"
            disabled={!draft.content.strongAnswer}
            onClick={() => onAnswer(draft.content.strongAnswer ?? '')}
          >
            Use the strong answer
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {trial.isPending ? 'The grader reads it…' : ''}
          </Text>
        </Group>
      </form>
      {trial.isError && <Failure error={trial.error} onRetry={() => trial.mutate(tried)} />}
      {trial.data && !trial.isPending && (
        <>
          {trial.data.state === 'IN_REVIEW' && (
            <Alert title="A person would decide this one">
              {trial.data.reviewReasons.map(({ detail }) => detail).join(' ')}
            </Alert>
          )}
          <GradeView attempt={{ text: tried, language }} grade={trial.data.grade} trial />
        </>
      )}
    </Stack>
  );
}
