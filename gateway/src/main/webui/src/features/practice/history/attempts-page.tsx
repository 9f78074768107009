import { Anchor, Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Confirm } from '@/components/confirm';
import { Failure } from '@/components/failure';
import rows from '@/components/link-rows.module.css';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { AttemptState, AttemptSummary } from '@/lib/api/types';
import { day, dayTime, plural, spentMinutes } from '@/lib/format';
import { bandLabel, bandSide, confidenceWord, roundLabel, stateLabel } from '@/lib/labels';
import { discardAttempt } from '@/features/practice/api/discard-attempt';
import { keys } from '@/features/practice/api/keys';
import { attemptsQuery } from '@/features/practice/api/list-attempts';
import { browserKeeper } from '@/lib/answer-keeper';
import classes from './attempts-page.module.css';
import { GrowthSection } from './growth-section';

const pageSize = 20;
const states: readonly AttemptState[] = [
  'DRAFT',
  'SUBMITTED',
  'GRADED',
  'IN_REVIEW',
  'APPEALED',
  'NOT_GRADED',
];

export function AttemptsPage() {
  const [params, setParams] = useSearchParams();
  const state = states.find((known) => known === params.get('state'));
  const page = Math.max(1, Math.trunc(Number(params.get('page') ?? '1')) || 1);
  const attempts = useQuery(attemptsQuery({ state, page: page - 1, size: pageSize }));
  const [discarding, setDiscarding] = useState<AttemptSummary | null>(null);

  const show = (change: { state?: string; page?: number }) => {
    const next = new URLSearchParams();
    const wanted = 'state' in change ? change.state : state;
    if (wanted) {
      next.set('state', wanted);
    }
    if (change.page && change.page > 1) {
      next.set('page', String(change.page));
    }
    setParams(next);
  };
  const total = attempts.data?.page.total ?? 0;
  const pages = Math.ceil(total / pageSize);
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>My attempts</PageHeading>
        <Text c="dimmed" mt={4}>
          Drafts to go on with, and every grade you were given.{' '}
          <Anchor component={Link} to="/usage" inherit underline="always">
            Usage and budget
          </Anchor>
        </Text>
      </div>
      <GrowthSection />
      <SegmentedControl
        aria-label="Show"
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        data={[
          { value: '', label: 'All' },
          { value: 'DRAFT', label: 'Drafts' },
          { value: 'GRADED', label: 'Graded' },
          { value: 'IN_REVIEW', label: 'In review' },
          { value: 'APPEALED', label: 'Appealed' },
          { value: 'NOT_GRADED', label: 'Not graded' },
        ]}
        value={state ?? ''}
        onChange={(value) => show({ state: value })}
      />
      {attempts.isError && !attempts.data && (
        <Failure error={attempts.error} onRetry={() => void attempts.refetch()} />
      )}
      {attempts.isPending && (
        <Stack gap="xs" aria-hidden>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} h={80} radius="lg" />
          ))}
        </Stack>
      )}
      {attempts.data?.items.length === 0 && (
        <Notice
          icon={<IconPencilPlus />}
          title={state ? 'None of this kind' : 'Nothing here yet'}
          action={
            state ? (
              <Button variant="light" onClick={() => show({ state: undefined })}>
                Show all
              </Button>
            ) : (
              <Button component={Link} to="/questions">
                Pick a question
              </Button>
            )
          }
        >
          {state
            ? 'Your other attempts are still there.'
            : 'Answer your first question; it will be kept here with its grade.'}
        </Notice>
      )}
      {attempts.data && attempts.data.items.length > 0 && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {plural(total, 'attempt')}, newest first
          </Text>
          <ul className={rows.list} aria-busy={attempts.isPlaceholderData}>
            {attempts.data.items.map((attempt) => (
              <Row key={attempt.id} attempt={attempt} onDiscard={() => setDiscarding(attempt)} />
            ))}
          </ul>
        </>
      )}
      <Pages total={pages} value={page} onChange={(next) => show({ page: next })} />
      {discarding && <Discard attempt={discarding} onClose={() => setDiscarding(null)} />}
    </Stack>
  );
}

interface RowProps {
  attempt: AttemptSummary;
  onDiscard: () => void;
}

const stateTone: Record<AttemptState, BadgeTone> = {
  DRAFT: 'plain',
  SUBMITTED: 'busy',
  GRADED: 'good',
  IN_REVIEW: 'doubtful',
  NOT_GRADED: 'doubtful',
  APPEALED: 'busy',
};

const sideTone = { yes: 'good', lean: 'doubtful', no: 'bad' } as const;

function Row({ attempt, onDiscard }: RowProps) {
  const { state, score, band, confidence } = attempt;
  return (
    <li className={`${rows.row} ${classes.row}`}>
      <div className={classes.score}>
        {score ?? (
          <Text span c="dimmed" inherit aria-label="No score">
            –
          </Text>
        )}
      </div>
      <div>
        <Link to={`/attempts/${attempt.id}`} className={rows.link}>
          {attempt.questionTitle}
        </Link>
        <Group gap="xs" mt={4}>
          {band && (
            <ToneBadge size="sm" tone={sideTone[bandSide(band)]}>
              {bandLabel(band)}
            </ToneBadge>
          )}
          {!(band && state === 'GRADED') && (
            <ToneBadge size="sm" tone={stateTone[state]}>
              {stateLabel(state)}
            </ToneBadge>
          )}
          <Text size="sm" c="dimmed">
            {[
              roundLabel(attempt.round),
              `${spentMinutes(attempt.activeSeconds)} of ${attempt.minutes} min`,
              ...(confidence === undefined ? [] : [confidenceWord(confidence).toLowerCase()]),
            ].join(' · ')}
          </Text>
        </Group>
      </div>
      <Group gap="sm" className={`${rows.above} ${classes.actions}`} justify="space-between">
        <Text size="sm" c="dimmed" title={dayTime(attempt.submittedAt ?? attempt.updatedAt)}>
          {day(attempt.submittedAt ?? attempt.updatedAt)}
        </Text>
        {state === 'DRAFT' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={onDiscard}
            aria-label={`Discard the draft of ${attempt.questionTitle}`}
          >
            Discard
          </Button>
        )}
      </Group>
    </li>
  );
}

interface DiscardProps {
  attempt: AttemptSummary;
  onClose: () => void;
}

function Discard({ attempt, onClose }: DiscardProps) {
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: () => discardAttempt(attempt.id),
    onSuccess: () => {
      browserKeeper(attempt.id).forget();
      queries.removeQueries({ queryKey: keys.attempt(attempt.id) });
      onClose();
      return queries.invalidateQueries({ queryKey: keys.attempts });
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="Discard this draft?"
      failure={discard.error?.message}
      back="Keep it"
      label="Discard"
      onConfirm={() => discard.mutate()}
      pending={discard.isPending}
      danger
    >
      <Text>What you wrote for “{attempt.questionTitle}” is deleted. This cannot be undone.</Text>
    </Confirm>
  );
}
