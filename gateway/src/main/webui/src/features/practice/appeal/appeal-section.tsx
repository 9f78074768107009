import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  Paper,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconScale } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import type { Appeal, Grade, GradeCase } from '@/lib/api/types';
import { day, dayTime, relative } from '@/lib/format';
import { levelName } from '@/lib/labels';
import { useNow } from '@/lib/use-now';
import { keys } from '@/features/practice/api/keys';
import { openAppeal } from '@/features/practice/api/open-appeal';
import { withdrawAppeal } from '@/features/practice/api/withdraw-appeal';
import { emptyDraft, lengthNote, unready, type AppealDraft } from './appeal-draft';

export interface AppealSectionProps {
  attemptId: string;
  grade: Grade;
  gradeCase: GradeCase;
}

/** Asking a person to look again: the form, the open appeal, or what came of it. */
export function AppealSection({ attemptId, grade, gradeCase }: AppealSectionProps) {
  const { appeal, appealable } = gradeCase;
  const open = appeal?.state === 'OPEN';
  return (
    <Section
      title="Do you see it differently?"
      lead="A person reads your answer afresh on the same rubric, without seeing this grade first. Both grades stay visible."
    >
      {appeal && <AppealCard appeal={appeal} grade={grade} attemptId={attemptId} />}
      {!open && appealable.allowed && (
        <AppealForm attemptId={attemptId} grade={grade} until={appealable.until} />
      )}
      {!open && !appealable.allowed && appealable.why && (
        <Text c="dimmed" data-testid="appeal-why-not">
          {appealable.why}
        </Text>
      )}
    </Section>
  );
}

const states = {
  OPEN: { tone: 'busy', label: 'Open' },
  DECIDED: { tone: 'good', label: 'Decided' },
  WITHDRAWN: { tone: 'plain', label: 'Withdrawn' },
} as const;

interface AppealCardProps {
  appeal: Appeal;
  grade: Grade;
  attemptId: string;
}

function AppealCard({ appeal, grade, attemptId }: AppealCardProps) {
  const [asking, dialog] = useDisclosure(false);
  const now = useNow(60_000);
  const changed = useChanged(attemptId);
  const withdraw = useMutation({
    mutationFn: () => withdrawAppeal(appeal.id),
    // Also when it was refused: somebody may have taken it up in the meantime.
    onSettled: () => {
      dialog.close();
      return changed();
    },
  });
  const titles = appeal.criteria.map(
    (id) => grade.criteria.find(({ criterionId }) => criterionId === id)?.title ?? id,
  );
  const { tone, label } = states[appeal.state];
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }} data-testid="appeal">
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={3} size="h4">
            Your appeal
          </Title>
          <ToneBadge tone={tone}>{label}</ToneBadge>
          <Text size="sm" c="dimmed">
            {day(appeal.openedAt)}
            {appeal.state === 'OPEN' && ` · answer expected ${relative(appeal.dueAt, now)}`}
          </Text>
        </Group>
        <Text size="sm">
          <b>About:</b> {titles.join(', ')}
        </Text>
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{appeal.reason}</Text>
        {appeal.outcome && (
          <Alert
            title={
              appeal.outcome.changed
                ? 'The grade was changed'
                : 'The grade stands, after another look'
            }
            icon={<IconScale aria-hidden />}
          >
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {appeal.outcome.comment}
            </Text>
            {appeal.endedAt && (
              <Text size="xs" c="dimmed" mt={4}>
                {dayTime(appeal.endedAt)}
              </Text>
            )}
          </Alert>
        )}
        {appeal.state === 'OPEN' && !appeal.withdrawable && (
          <Text size="sm" c="dimmed">
            A reviewer has taken it up; it can no longer be withdrawn.
          </Text>
        )}
        {withdraw.isError && (
          <Text size="sm" c="var(--gr-tone-flag-strong)" role="alert">
            {withdraw.error.message}
          </Text>
        )}
        {appeal.state === 'OPEN' && appeal.withdrawable && (
          <Button variant="default" size="sm" style={{ alignSelf: 'start' }} onClick={dialog.open}>
            Withdraw it
          </Button>
        )}
      </Stack>
      <Modal
        opened={asking}
        onClose={dialog.close}
        title="Withdraw the appeal?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text>The grade stays as it is. Nobody has looked at the appeal yet.</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={dialog.close}>
            Keep it
          </Button>
          <Button color="red" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw
          </Button>
        </Group>
      </Modal>
    </Paper>
  );
}

interface AppealFormProps {
  attemptId: string;
  grade: Grade;
  until?: string;
}

function AppealForm({ attemptId, grade, until }: AppealFormProps) {
  // Kept on the device: an appeal is written in anger or late at night, and tabs get closed.
  const [draft, setDraft, forget] = useLocalStorage<AppealDraft>({
    key: `greenroom.appeal.${attemptId}`,
    defaultValue: emptyDraft,
    getInitialValueInEffect: false,
  });
  const [opened, form] = useDisclosure(draft.reason !== '' || draft.criteria.length > 0);
  const [asking, dialog] = useDisclosure(false);
  const changed = useChanged(attemptId);
  const send = useMutation({
    mutationFn: () => openAppeal(attemptId, draft.criteria, draft.reason.trim()),
    onSuccess: async () => {
      await changed();
      forget();
      form.close();
    },
    onSettled: dialog.close,
  });
  const why = unready(draft);
  if (!opened) {
    return (
      <Group gap="md">
        <Button
          variant="default"
          leftSection={<IconScale size={18} aria-hidden />}
          onClick={form.open}
          data-testid="open-appeal"
        >
          Appeal this grade
        </Button>
        {until && (
          <Text size="sm" c="dimmed">
            possible until {day(until)}
          </Text>
        )}
      </Group>
    );
  }
  return (
    <Paper
      withBorder
      radius="lg"
      p={{ base: 'md', sm: 'lg' }}
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (why === null) {
          dialog.open();
        }
      }}
    >
      <Stack gap="lg">
        <Checkbox.Group
          label="Which levels do you disagree with?"
          value={draft.criteria}
          onChange={(criteria) => setDraft({ ...draft, criteria })}
        >
          <Stack gap="xs" mt="xs">
            {grade.criteria.map(({ criterionId, title, level }) => (
              <Checkbox
                key={criterionId}
                value={criterionId}
                label={`${title}: ${level} ${levelName(level)}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label="Why?"
          description="Point to your words and to the rubric. The reviewer sees this after marking blind."
          autosize
          minRows={4}
          maxRows={14}
          value={draft.reason}
          onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          inputContainer={(children) => (
            <>
              {children}
              <Text size="xs" c="dimmed" mt={4} ta="end">
                {lengthNote(draft.reason)}
              </Text>
            </>
          )}
        />
        {send.isError && (
          <Text size="sm" c="var(--gr-tone-flag-strong)" role="alert">
            {send.error.message} Your text is kept.
          </Text>
        )}
        <Group justify="flex-end">
          {why && (
            <Text size="sm" c="dimmed" id="appeal-unready" me="auto">
              {why}
            </Text>
          )}
          <Button
            variant="default"
            onClick={() => {
              forget();
              form.close();
            }}
          >
            Never mind
          </Button>
          <Button
            type="submit"
            aria-disabled={why !== null}
            data-disabled={why !== null || undefined}
            aria-describedby={why ? 'appeal-unready' : undefined}
          >
            Send the appeal
          </Button>
        </Group>
      </Stack>
      <Modal
        opened={asking}
        onClose={dialog.close}
        title="Send this appeal?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text>
          A person decides on all criteria, not only on those you named. The score may go up, stay,
          or go down. A decision on an appeal is final.
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={dialog.close}>
            Not yet
          </Button>
          <Button
            loading={send.isPending}
            onClick={() => send.mutate()}
            data-testid="confirm-appeal"
          >
            Send it
          </Button>
        </Group>
      </Modal>
    </Paper>
  );
}

function useChanged(attemptId: string) {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.gradeCase(attemptId) }),
      queries.invalidateQueries({ queryKey: keys.attempt(attemptId) }),
      queries.invalidateQueries({ queryKey: keys.attempts }),
    ]);
}
