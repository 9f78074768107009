import {
  Button,
  Group,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { IconChecklist, IconFilterOff, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { plural } from '@/lib/format';
import { reasonCodes, reasonLabel, reviewKindLabel, roundCodes, roundLabel } from '@/lib/labels';
import { isAdmin, useMe } from '@/lib/me';
import { useNow } from '@/lib/use-now';
import { pageSize, reviewsQuery } from '@/features/reviews/api/list-reviews';
import { SendDialog } from '@/features/reviews/sampling/send-dialog';
import {
  isNarrowed,
  kinds,
  readFilter,
  writeFilter,
  type QueueFilter,
  type Scope,
  type Sort,
} from './queue-filter';
import classes from './queue-page.module.css';
import { QueueRow } from './queue-row';

const scopeLabels: Record<Scope, string> = {
  open: 'To do',
  mine: 'In my hands',
  decided: 'Decided',
};

const sortLabels: Record<Sort, string> = {
  due: 'Most urgent first',
  '-due': 'Least urgent first',
  opened: 'Oldest first',
  '-opened': 'Newest first',
};

const options = <T extends string>(values: readonly T[], label: (value: T) => string) =>
  values.map((value) => ({ value, label: label(value) }));

/** Where people take up what the grader wasn't sure about, and what candidates appealed. */
export function QueuePage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const reviews = useQuery(reviewsQuery(filter));
  const now = useNow(30_000);
  const admin = isAdmin(useMe());
  // In the address, so that other pages can lead to it.
  const sending = admin && params.has('send');
  const send = (open: boolean) => {
    const next = writeFilter(filter);
    if (open) {
      next.set('send', '');
    }
    setParams(next, { replace: !open });
  };
  const narrow = (change: Partial<QueueFilter>) =>
    setParams(writeFilter({ ...filter, page: 0, ...change }));
  const clear = () =>
    narrow({ kind: undefined, reason: undefined, round: undefined, overdue: false });

  const total = reviews.data?.total ?? 0;
  const pages = Math.ceil(total / pageSize);
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="end" gap="md">
        <div>
          <PageHeading>Reviews</PageHeading>
          <Text c="dimmed" mt={4} maw={640}>
            Answers that need a person. You mark on the rubric first, without seeing what the grader
            said; then you compare, and decide.
          </Text>
        </div>
        {admin && (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} aria-hidden />}
            onClick={() => send(true)}
            data-testid="open-send"
          >
            Send to review
          </Button>
        )}
      </Group>
      <Stack gap="md">
        <SegmentedControl
          aria-label="Show"
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
          data={Object.entries(scopeLabels).map(([value, label]) => ({ value, label }))}
          value={filter.scope}
          onChange={(scope) => narrow({ scope: scope as Scope })}
        />
        <div className={classes.filters} role="group" aria-label="Filters">
          <Select
            aria-label="Kind"
            placeholder="Any kind"
            clearable
            clearButtonProps={{ 'aria-label': 'Any kind' }}
            data={options(kinds, reviewKindLabel)}
            value={filter.kind ?? null}
            onChange={(kind) => narrow({ kind: kinds.find((known) => known === kind) })}
          />
          <Select
            aria-label="Reason"
            placeholder="Any reason"
            clearable
            clearButtonProps={{ 'aria-label': 'Any reason' }}
            data={options(reasonCodes, reasonLabel)}
            value={filter.reason ?? null}
            onChange={(reason) => narrow({ reason: reason ?? undefined })}
          />
          <Select
            aria-label="Round"
            placeholder="Any round"
            clearable
            clearButtonProps={{ 'aria-label': 'Any round' }}
            data={options(roundCodes, roundLabel)}
            value={filter.round ?? null}
            onChange={(round) => narrow({ round: round ?? undefined })}
          />
          <Select
            aria-label="Order"
            allowDeselect={false}
            data={Object.entries(sortLabels).map(([value, label]) => ({ value, label }))}
            value={filter.sort}
            onChange={(sort) => narrow({ sort: (sort ?? 'due') as Sort })}
          />
          <Switch
            label="Overdue only"
            checked={filter.overdue}
            onChange={(event) => narrow({ overdue: event.currentTarget.checked })}
          />
        </div>
      </Stack>
      {reviews.isError && !reviews.data && (
        <Failure error={reviews.error} onRetry={() => void reviews.refetch()} />
      )}
      {reviews.isPending && (
        <Stack gap="xs" aria-hidden>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} h={96} radius="lg" />
          ))}
        </Stack>
      )}
      {reviews.data?.items.length === 0 && <Empty filter={filter} onClear={clear} />}
      {reviews.data && reviews.data.items.length > 0 && (
        <>
          <Group justify="space-between" mih={30}>
            <Text size="sm" c="dimmed" role="status">
              {plural(total, 'review')}, {sortLabels[filter.sort].toLowerCase()}
            </Text>
            {isNarrowed(filter) && (
              <Button variant="subtle" size="compact-sm" onClick={clear}>
                Clear filters
              </Button>
            )}
          </Group>
          <ul className={classes.list} aria-busy={reviews.isPlaceholderData}>
            {reviews.data.items.map((review) => (
              <QueueRow key={review.id} review={review} now={now} />
            ))}
          </ul>
        </>
      )}
      <Pages
        total={pages}
        value={filter.page + 1}
        onChange={(page) => narrow({ page: page - 1 })}
      />
      {sending && <SendDialog onClose={() => send(false)} />}
    </Stack>
  );
}

interface EmptyProps {
  filter: QueueFilter;
  onClear: () => void;
}

function Empty({ filter, onClear }: EmptyProps) {
  if (isNarrowed(filter)) {
    return (
      <Notice
        icon={<IconFilterOff />}
        title="None of this kind"
        color="gray"
        action={
          <Button variant="light" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Other reviews may be waiting.
      </Notice>
    );
  }
  switch (filter.scope) {
    case 'open':
      return (
        <Notice icon={<IconChecklist />} title="Nothing waits for a person">
          When a grader is unsure, or a candidate appeals, the answer comes here.
        </Notice>
      );
    case 'mine':
      return (
        <Notice icon={<IconChecklist />} title="You hold no review">
          Take one up under “To do”. It is yours for half an hour, and longer while you work.
        </Notice>
      );
    case 'decided':
      return (
        <Notice icon={<IconChecklist />} title="Nothing was decided yet">
          Decisions stay here, with what the grader and the reviewer gave.
        </Notice>
      );
  }
}
