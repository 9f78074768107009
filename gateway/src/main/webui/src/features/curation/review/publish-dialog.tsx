import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureLine } from '@/components/failure';
import { ProblemError } from '@/lib/api/problem';
import type { CuratedQuestion, DraftView, Finding } from '@/lib/api/types';
import type { Autosave } from '@/lib/autosave';
import { plural } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { takeVersion } from '@/features/curation/api/take-version';
import { FindingNote } from '@/features/curation/editor/field-findings';
import { placeName } from '@/features/curation/editor/findings';
import { inUtc, localInput, momentOf, nextHour, zoneName } from './moments';
import { useDraftStep } from './use-draft-step';

export interface PublishDialogProps {
  question: CuratedQuestion;
  draft: DraftView;
  autosave: Autosave;
  findings: readonly Finding[];
  onJump: (pointer: string) => void;
  onClose: () => void;
}

/** Publishes a draft, now or at a time; says what stands in the way. */
export function PublishDialog({
  question,
  draft,
  autosave,
  findings,
  onJump,
  onClose,
}: PublishDialogProps) {
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState(() => localInput(nextHour(Date.now())));
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const publish = useDraftStep(question.id, autosave, () => {
    notifications.show({
      title: when === 'now' ? 'Published' : 'Scheduled',
      message:
        when === 'now'
          ? 'Attempts under way keep the version they began with.'
          : 'It is published by itself at that time.',
    });
    onClose();
  });
  const outdated = publish.error instanceof ProblemError && publish.error.slug === 'draft-outdated';
  const latest = question.latestVersion;
  const take = useMutation({
    mutationFn: () =>
      takeVersion(question.id, { ...draft, revision: autosave.revision }, latest ?? 1),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.question(question.id) });
      publish.reset();
    },
  });
  const errors = blocking(publish.error, findings);
  const moment = momentOf(at);
  const next = (latest ?? 0) + 1;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Publish version ${next}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text>
          {next === 1
            ? 'Candidates can find and answer it from then on.'
            : 'New attempts get it from then on; those under way keep theirs.'}{' '}
          A published version never changes.
        </Text>
        {errors.length > 0 ? (
          <div>
            <Text fw={600} mb={4}>
              {plural(errors.length, 'error')} to mend first
            </Text>
            {errors.map((finding) => (
              <Group
                key={`${finding.rule} ${finding.pointer}`}
                gap="xs"
                align="start"
                wrap="nowrap"
              >
                <FindingNote finding={finding} />
                <Button
                  size="compact-xs"
                  variant="subtle"
                  flex="none"
                  onClick={() => onJump(finding.pointer)}
                  aria-label={`Go there: ${placeName(finding.pointer)}`}
                >
                  Go there
                </Button>
              </Group>
            ))}
          </div>
        ) : (
          <>
            <Radio.Group
              label="When"
              value={when}
              onChange={(value) => setWhen(value === 'later' ? 'later' : 'now')}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="now" label="Now" />
                <Radio value="later" label="At a time" />
              </Stack>
            </Radio.Group>
            {when === 'later' && (
              <TextInput
                type="datetime-local"
                label="Date and time"
                description={
                  moment
                    ? `In your time zone, ${zoneName(moment)}. That is ${inUtc(moment)}.`
                    : 'In your time zone.'
                }
                min={localInput(new Date())}
                value={at}
                onChange={(event) => setAt(event.currentTarget.value)}
                data-testid="publish-at"
              />
            )}
            <TextInput
              label="What changed (optional)"
              description="For the history; candidates do not see it."
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
        {publish.isError && errors.length === 0 && (
          <FailureLine>
            {(publish.error instanceof ProblemError &&
              publish.error.problem.errors?.map(({ detail }) => detail).join(' ')) ||
              publish.error.message}
          </FailureLine>
        )}
        {outdated && latest !== undefined && (
          <Group gap="sm">
            <Text size="sm">
              Version {latest} was published after this draft was begun. Look at “Changes” first.
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              loading={take.isPending}
              onClick={() => take.mutate()}
            >
              I have taken version {latest} into account
            </Button>
          </Group>
        )}
        {take.isError && <FailureLine>{take.error.message}</FailureLine>}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={publish.isPending}
          disabled={errors.length > 0 || (when === 'later' && !moment)}
          onClick={() =>
            publish.mutate({
              step: 'publish',
              note,
              ...(when === 'later' && moment && { at: moment.toISOString() }),
            })
          }
          data-testid="confirm-publish"
        >
          {when === 'now' ? 'Publish now' : 'Schedule'}
        </Button>
      </Group>
    </Modal>
  );
}

/** The errors that stand in the way: those of the refusal, or those that were known before. */
function blocking(refusal: Error | null, findings: readonly Finding[]): Finding[] {
  const refused =
    refusal instanceof ProblemError && refusal.slug === 'lint-errors'
      ? ((refusal.problem as { findings?: Finding[] }).findings ?? [])
      : null;
  return (refused ?? findings).filter(({ severity }) => severity === 'error');
}
