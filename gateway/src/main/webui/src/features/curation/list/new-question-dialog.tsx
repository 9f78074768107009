import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FailureLine } from '@/components/failure';
import { roundCodes, roundLabel } from '@/lib/labels';
import { createQuestion } from '@/features/curation/api/create-question';
import { keys } from '@/features/curation/api/keys';
import {
  draftOf,
  emptyCriterion,
  emptyRedFlag,
  sheetOf,
  slugFrom,
} from '@/features/curation/content/content';

export interface NewQuestionDialogProps {
  onClose: () => void;
}

/** Names a new question; everything else is written in the editor. */
export function NewQuestionDialog({ onClose }: NewQuestionDialogProps) {
  const [title, setTitle] = useState('');
  const [round, setRound] = useState<string | null>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: () =>
      createQuestion(
        draftOf({
          ...sheetOf({ slug: slugFrom(title), content: {} }),
          title: title.trim(),
          round: round ?? '',
          answerFormat: 'text',
          criteria: [emptyCriterion(), emptyCriterion(), emptyCriterion()],
          redFlags: [emptyRedFlag()],
        }),
      ),
    onSuccess: (question) => {
      queries.setQueryData(keys.question(question.id), question);
      void queries.invalidateQueries({ queryKey: keys.questions });
      void navigate(`/admin/questions/${question.id}`);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="New question"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Title"
            description="It can still be changed."
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
            required
          />
          <Select
            label="Round"
            placeholder="May be chosen later"
            clearable
            clearButtonProps={{ 'aria-label': 'No round yet' }}
            data={roundCodes.map((value) => ({ value, label: roundLabel(value) }))}
            value={round}
            onChange={setRound}
          />
          {slugFrom(title) !== '' && (
            <Text size="xs" c="dimmed">
              Its address begins as <code>{slugFrom(title)}</code>.
            </Text>
          )}
          {create.isError && <FailureLine>{create.error.message}</FailureLine>}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={title.trim() === ''}
            data-testid="create-question"
          >
            Start writing
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
