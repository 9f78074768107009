import {
  ActionIcon,
  Alert,
  Button,
  Group,
  Menu,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import { Failure, FailureLine } from '@/components/failure';
import { browserKeeper } from '@/lib/answer-keeper';
import type { CuratedQuestion } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { openDraft } from '@/features/curation/api/open-draft';
import { versionQuery } from '@/features/curation/api/read-version';
import { reinstateQuestion } from '@/features/curation/api/reinstate-question';
import { restoreDiscarded } from '@/features/curation/api/restore-discarded';
import { retireQuestion } from '@/features/curation/api/retire-question';
import { LinksPanel } from './links-panel';
import { Preview } from './preview';
import { QuestionHead } from './question-head';

export interface PublishedDeskProps {
  question: CuratedQuestion;
}

/** A question without a draft: what was published last, and what can be done with it. */
export function PublishedDesk({ question }: PublishedDeskProps) {
  const { id, latestVersion, state } = question;
  const [as, setAs] = useState<'candidate' | 'interviewer'>('interviewer');
  const [retiring, retire] = useDisclosure(false);
  const [kept] = useState(() => browserKeeper(id, 'draft').read());
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (what: 'edit' | 'restore' | 'reinstate') =>
      what === 'edit'
        ? openDraft(id)
        : what === 'restore'
          ? restoreDiscarded(id)
          : reinstateQuestion(id),
    onSuccess: (next) => {
      queries.setQueryData<CuratedQuestion>(keys.question(id), next);
      void queries.invalidateQueries({ queryKey: keys.questions });
    },
  });
  return (
    <Stack gap="lg">
      <QuestionHead question={question} />
      {kept && (
        <Alert title="This device kept a draft that never reached the server">
          It is of {dayTime(kept.keptAt)}. Start the next draft, and both are shown to you.
        </Alert>
      )}
      <Group justify="space-between" gap="sm">
        {latestVersion !== undefined ? (
          <SegmentedControl
            size="xs"
            aria-label="What to show"
            data={[
              { value: 'interviewer', label: 'As interviewer' },
              { value: 'candidate', label: 'As candidate' },
            ]}
            value={as}
            onChange={(value) => setAs(value === 'candidate' ? 'candidate' : 'interviewer')}
          />
        ) : (
          <Text c="dimmed">Its draft was discarded, and it was never published.</Text>
        )}
        <Group gap="xs">
          {state === 'retired' && (
            <Button
              variant="default"
              loading={act.isPending && act.variables === 'reinstate'}
              onClick={() => act.mutate('reinstate')}
              data-testid="reinstate"
            >
              Offer it again
            </Button>
          )}
          {latestVersion !== undefined && (
            <Button
              loading={act.isPending && act.variables === 'edit'}
              onClick={() => act.mutate('edit')}
              data-testid="start-draft"
            >
              Edit as next draft
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={36} aria-label="More with this question">
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => act.mutate('restore')} data-testid="restore-discarded">
                Bring back the draft that was discarded last
              </Menu.Item>
              {state === 'published' && (
                <Menu.Item onClick={retire.open} data-testid="retire">
                  Retire this question
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {act.isError && <FailureLine>{act.error.message}</FailureLine>}
      <LinksPanel questionId={id} />
      {latestVersion !== undefined && <Published id={id} version={latestVersion} as={as} />}
      {retiring && <RetireDialog id={id} onClose={retire.close} />}
    </Stack>
  );
}

interface PublishedProps {
  id: string;
  version: number;
  as: 'candidate' | 'interviewer';
}

function Published({ id, version, as }: PublishedProps) {
  const published = useQuery(versionQuery(id, version));
  if (published.isError) {
    return <Failure error={published.error} onRetry={() => void published.refetch()} />;
  }
  return published.data ? (
    <Preview draft={published.data} as={as} />
  ) : (
    <Skeleton h={400} radius="lg" aria-label="Loading the published version" />
  );
}

function RetireDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const retire = useMutation({
    mutationFn: () => retireQuestion(id, reason.trim()),
    onSuccess: async (next) => {
      queries.setQueryData<CuratedQuestion>(keys.question(id), next);
      await queries.invalidateQueries({ queryKey: keys.all });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="Retire this question?"
      failure={retire.error?.message}
      back="Keep it"
      label="Retire it"
      onConfirm={() => reason.trim() !== '' && retire.mutate()}
      pending={retire.isPending}
      danger
      testId="confirm-retire"
    >
      <Text>
        It is no longer offered. Attempts under way and past grades keep it, and it can be offered
        again.
      </Text>
      <Textarea
        label="Why"
        required
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  );
}
