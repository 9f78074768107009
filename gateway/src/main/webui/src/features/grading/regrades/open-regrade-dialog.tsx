import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FailureLine } from '@/components/failure';
import { calibrationQuery } from '@/features/grading/api/read-calibration';
import { keys } from '@/features/grading/api/keys';
import { openRegrade } from '@/features/grading/api/open-regrade';
import { emptyForm, wantedFrom, type ScopeForm } from './scope';

export interface OpenRegradeDialogProps {
  onClose: () => void;
}

/** Which past answers to judge again. */
export function OpenRegradeDialog({ onClose }: OpenRegradeDialogProps) {
  const [form, setForm] = useState(emptyForm);
  const set = (change: Partial<ScopeForm>) => setForm({ ...form, ...change });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const known = useQuery(calibrationQuery({}));
  const open = useMutation({
    mutationFn: () => openRegrade(wantedFrom(form)),
    onSuccess: (regrade) => {
      queries.setQueryData(keys.regrade(regrade.id), regrade);
      void queries.invalidateQueries({ queryKey: keys.regrades });
      void navigate(`/admin/regrades/${regrade.id}`);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Preview a re-grade"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            The grader that is in use judges these answers again. Nothing changes until you apply
            it.
          </Text>
          <TextInput
            label="Question"
            description="Its id, as in its address; empty for all."
            value={form.questionId}
            onChange={(event) => set({ questionId: event.currentTarget.value })}
            data-autofocus
          />
          <Select
            label="Graded by"
            placeholder="Any version"
            clearable
            clearButtonProps={{ 'aria-label': 'Any version' }}
            description={known.isError ? 'The versions cannot be listed now.' : undefined}
            data={[...new Set(known.data?.graders.map(({ graderVersion }) => graderVersion))]}
            value={form.graderVersion === '' ? null : form.graderVersion}
            onChange={(value) => set({ graderVersion: value ?? '' })}
          />
          <Group grow>
            <TextInput
              type="date"
              label="Graded from"
              value={form.since}
              onChange={(event) => set({ since: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label="until"
              value={form.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
          </Group>
          <Group grow align="start">
            <NativeSelect
              label="On the rubric"
              value={form.rubric}
              onChange={(event) =>
                set({ rubric: event.currentTarget.value === 'attempt' ? 'attempt' : 'latest' })
              }
              data={[
                { value: 'latest', label: 'The newest version' },
                { value: 'attempt', label: 'The version that was answered' },
              ]}
            />
            <TextInput
              label="At most"
              inputMode="numeric"
              value={form.limit}
              onChange={(event) => set({ limit: event.currentTarget.value })}
            />
          </Group>
          <Checkbox
            label="Also where a person has decided"
            description="A person’s decision is otherwise never replaced by a grader’s."
            checked={form.overridePeople}
            onChange={(event) => set({ overridePeople: event.currentTarget.checked })}
          />
          {open.isError && <FailureLine>{open.error.message}</FailureLine>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={open.isPending} data-testid="start-regrade">
              Start the preview
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
