import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@/components/data-table';
import { Disclosure } from '@/components/disclosure';
import { FailureLine } from '@/components/failure';
import type { BulkSummary } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { bulkQuery } from '@/features/curation/api/list-bulk';
import { undoBulk } from '@/features/curation/api/undo-bulk';

const actions: Record<BulkSummary['action'], string> = {
  tag: 'Topic added',
  untag: 'Topic taken away',
  retire: 'Retired',
  publish: 'Published',
  'approve-and-publish': 'Approved and published',
  move: 'Moved to pack',
};

/** The last actions on many questions, and the way back from them. */
export function BulkHistory() {
  const recent = useQuery(bulkQuery);
  if (!recent.data || recent.data.length === 0) {
    return null;
  }
  return (
    <Disclosure label="Recent actions on many questions">
      <DataTable
        label="Recent actions"
        columns={[
          'When',
          'What',
          'Questions',
          <VisuallyHidden key="actions">Actions</VisuallyHidden>,
        ]}
        minWidth={560}
      >
        {recent.data.map((action) => (
          <Row key={action.id} action={action} />
        ))}
      </DataTable>
    </Disclosure>
  );
}

function Row({
  action: { id, at, by, action, value, changed, undoneAt, undoneBy, undoable },
}: {
  action: BulkSummary;
}) {
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => undoBulk(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.all }),
  });
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {dayTime(at)}
        <Text size="xs" c="dimmed" fw={400}>
          by {by}
        </Text>
      </Table.Th>
      <Table.Td>
        {actions[action]}
        {value && `: ${value}`}
      </Table.Td>
      <Table.Td>{plural(changed, 'question')}</Table.Td>
      <Table.Td>
        {undoneAt ? (
          <Text size="xs" c="dimmed">
            Taken back {dayTime(undoneAt)}
            {undoneBy && ` by ${undoneBy}`}
          </Text>
        ) : (
          undoable && (
            <Button
              size="compact-sm"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate()}
              aria-label={`Undo: ${actions[action]} of ${dayTime(at)}`}
            >
              Undo
            </Button>
          )
        )}
        {undo.isError && <FailureLine>{undo.error.message}</FailureLine>}
      </Table.Td>
    </Table.Tr>
  );
}
