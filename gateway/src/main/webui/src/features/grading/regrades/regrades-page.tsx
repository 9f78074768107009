import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconRefreshDot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDisclosure } from '@mantine/hooks';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { dayTime, signed } from '@/lib/format';
import { regradesQuery } from '@/features/grading/api/list-regrades';
import { OpenRegradeDialog } from './open-regrade-dialog';
import { RegradeState } from './regrade-state';
import { scopeWords } from './scope';

/** Past answers judged again by the grader of today: looked at first, then applied or not. */
export function RegradesPage() {
  const [page, setPage] = useState(1);
  const regrades = useQuery(regradesQuery(page - 1));
  const [opening, dialog] = useDisclosure(false);
  const pages = Math.ceil((regrades.data?.total ?? 0) / 20);
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="end" gap="md">
        <div>
          <PageHeading>Re-grades</PageHeading>
          <Text c="dimmed" mt={4} maw={640}>
            After a new rubric, prompt or model: see what it would do to past grades before it does
            it. Old grades stay in the history either way.
          </Text>
        </div>
        <Button onClick={dialog.open} data-testid="new-regrade">
          New preview
        </Button>
      </Group>
      {regrades.isError && !regrades.data && (
        <Failure error={regrades.error} onRetry={() => void regrades.refetch()} />
      )}
      {regrades.isPending && <Skeleton h={200} radius="lg" role="status" aria-label="Loading" />}
      {regrades.data?.items.length === 0 && (
        <Notice icon={<IconRefreshDot />} title="Nothing was re-graded yet" color="gray">
          A preview grades past answers again in the background and changes nothing by itself.
        </Notice>
      )}
      {regrades.data && regrades.data.items.length > 0 && (
        <DataTable
          label="Re-grades"
          columns={['Opened', 'Answers', 'Grader', 'State', 'Mean change', 'Cross a band']}
          minWidth={720}
        >
          {regrades.data.items.map((regrade) => (
            <Table.Tr key={regrade.id}>
              <Table.Th scope="row" fw={500}>
                <Link to={`/admin/regrades/${regrade.id}`}>{dayTime(regrade.openedAt)}</Link>
                <Text size="xs" c="dimmed" fw={400}>
                  by {regrade.openedBy}
                </Text>
              </Table.Th>
              <Table.Td>
                {regrade.progress.total.toLocaleString()}
                <Text size="xs" c="dimmed">
                  {scopeWords(regrade.scope)}
                </Text>
              </Table.Td>
              <Table.Td>{regrade.graderVersion ?? '–'}</Table.Td>
              <Table.Td>
                <RegradeState regrade={regrade} />
              </Table.Td>
              <Table.Td>{regrade.report ? signed(regrade.report.meanDifference, 1) : '–'}</Table.Td>
              <Table.Td>{regrade.report?.crossingBand.toLocaleString() ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
      <Pages total={pages} value={page} onChange={setPage} />
      {opening && <OpenRegradeDialog onClose={dialog.close} />}
    </Stack>
  );
}
