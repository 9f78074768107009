import { Anchor, Group, Select, Skeleton, Stack, Switch, Table, Text } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { ToneBadge } from '@/components/tone-badge';
import type { QuestionHealth } from '@/lib/api/types';
import { plural } from '@/lib/format';
import {
  healthPageSize,
  healthQuery,
  healthSorts,
  type HealthSort,
} from '@/features/curation/api/list-health';
import { careLabel, figure } from './care';

const sortLabels: Record<HealthSort, string> = {
  care: 'Most in need of care first',
  attempts: 'Most attempts first',
  score: 'Lowest score first',
  discrimination: 'Tells least apart first',
  title: 'By title',
};

/** How well questions work, so that curators know where to begin. */
export function HealthPage() {
  const [params, setParams] = useSearchParams();
  const care = !params.has('all');
  const sort = healthSorts.find((known) => known === params.get('sort')) ?? 'care';
  const page = Math.max(1, Number(params.get('page') ?? '1') || 1);
  const found = useQuery(healthQuery(sort, care, page - 1));
  const show = (change: { care?: boolean; sort?: HealthSort; page?: number }) => {
    const next = new URLSearchParams();
    const wanted = { care, sort, page: 1, ...change };
    if (!wanted.care) {
      next.set('all', '');
    }
    if (wanted.sort !== 'care') {
      next.set('sort', wanted.sort);
    }
    if (wanted.page > 1) {
      next.set('page', String(wanted.page));
    }
    setParams(next);
  };
  const items = found.data?.items ?? [];
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Question health</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          What answers, grades and appeals say about the questions themselves. A note is a hint to
          look, not a verdict; with few answers there is none.
        </Text>
      </div>
      <Group gap="lg">
        <Switch
          label="Only those that need care"
          checked={care}
          onChange={(event) => show({ care: event.currentTarget.checked })}
        />
        <Select
          aria-label="Order"
          allowDeselect={false}
          w={260}
          data={healthSorts.map((value) => ({ value, label: sortLabels[value] }))}
          value={sort}
          onChange={(value) => show({ sort: (value ?? 'care') as HealthSort })}
        />
      </Group>
      {found.isError && !found.data && (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && <Skeleton h={320} radius="lg" aria-hidden />}
      {found.data && items.length === 0 && (
        <Notice
          icon={<IconHeartbeat />}
          title={care ? 'No question needs care' : 'No question is published'}
        >
          {care && 'Or none has enough answers yet to tell.'}
        </Notice>
      )}
      {items.length > 0 && (
        <Stack gap="sm" aria-busy={found.isPlaceholderData}>
          <Text size="sm" c="dimmed" role="status">
            {plural(found.data?.total ?? 0, 'question')}
          </Text>
          <DataTable
            label="Health of questions"
            columns={[
              'Question',
              'Notes',
              'Graded',
              'Mean score',
              'Tells apart',
              'Minutes',
              'Appeals',
            ]}
            minWidth={860}
          >
            {items.map((each) => (
              <Row key={each.questionId} health={each} />
            ))}
          </DataTable>
        </Stack>
      )}
      <Pages
        total={Math.ceil((found.data?.total ?? 0) / healthPageSize)}
        value={page}
        onChange={(next) => show({ page: next })}
      />
    </Stack>
  );
}

function Row({ health }: { health: QuestionHealth }) {
  return (
    <Table.Tr data-testid="health-row">
      <Table.Th scope="row" fw={500}>
        <Anchor component={Link} to={`/admin/questions/${health.questionId}/health`} inherit>
          {health.title}
        </Anchor>
      </Table.Th>
      <Table.Td>
        <Group gap={4}>
          {health.care.map(({ code, detail }) => (
            <ToneBadge key={code + detail} tone="doubtful">
              {careLabel(code)}
            </ToneBadge>
          ))}
          {health.care.length === 0 && '–'}
        </Group>
      </Table.Td>
      <Table.Td>{health.graded.toLocaleString()}</Table.Td>
      <Table.Td>
        {figure(health.meanScore)}
        {health.spread !== undefined && (
          <Text span size="xs" c="dimmed">
            {' '}
            ± {figure(health.spread)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{figure(health.discrimination, 2)}</Table.Td>
      <Table.Td>
        {figure(health.medianMinutes)}{' '}
        <Text span size="xs" c="dimmed">
          of {health.minutes}
        </Text>
      </Table.Td>
      <Table.Td>
        {health.appeals}
        {health.appeals > 0 && (
          <Text span size="xs" c="dimmed">
            {' '}
            {health.appealsGranted} granted
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
