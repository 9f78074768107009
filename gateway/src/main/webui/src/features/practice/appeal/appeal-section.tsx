import { Alert, Button, Checkbox, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconScale } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ActionOrWhyNot } from '@/components/action-or-why-not';
import { Confirm } from '@/components/confirm';
import { FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import type { Appeal, Grade, GradeCase } from '@/lib/api/types';
import { day, dayTime, relative } from '@/lib/format';
import { levelName } from '@/lib/labels';
import { useNow } from '@/lib/use-now';
import { keys } from '@/features/practice/api/keys';
import { openAppeal } from '@/features/practice/api/open-appeal';
import { withdrawAppeal } from '@/features/practice/api/withdraw-appeal';
import { canKeep, keptWords } from '@/lib/answer-keeper';
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
        {withdraw.isError && <FailureLine>{withdraw.error.message}</FailureLine>}
        {appeal.state === 'OPEN' && appeal.withdrawable && (
          <Button variant="default" size="sm" style={{ alignSelf: 'start' }} onClick={dialog.open}>
            Withdraw it
          </Button>
        )}
      </Stack>
      <Confirm
        opened={asking}
        onClose={dialog.close}
        title="Withdraw the appeal?"
        back="Keep it"
        label="Withdraw"
        onConfirm={() => withdraw.mutate()}
        pending={withdraw.isPending}
        danger
      >
        <Text>The grade stays as it is. Nobody has looked at the appeal yet.</Text>
      </Confirm>
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
          <FailureLine>
            {send.error.message} Your text is {keptWords(canKeep())}.
          </FailureLine>
        )}
        <ActionOrWhyNot
          why={why}
          type="submit"
          other={
            <Button
              variant="default"
              onClick={() => {
                forget();
                form.close();
              }}
            >
              Never mind
            </Button>
          }
        >
          Send the appeal
        </ActionOrWhyNot>
      </Stack>
      <Confirm
        opened={asking}
        onClose={dialog.close}
        title="Send this appeal?"
        back="Not yet"
        label="Send it"
        onConfirm={() => send.mutate()}
        pending={send.isPending}
        testId="confirm-appeal"
      >
        <Text>
          A person decides on all criteria, not only on those you named. The score may go up, stay,
          or go down. A decision on an appeal is final.
        </Text>
      </Confirm>
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
