import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Disclosure } from '@/components/disclosure';
import type { AuditEntry } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { plain } from '@/features/curation/history/changes-view';
import { inOwnTime } from '@/features/curation/review/moments';
import { actionLabel } from './audit-filter';

export interface AuditTableProps {
  entries: readonly AuditEntry[];
  withQuestion: boolean;
}

const nobody: Record<string, string> = {
  content: 'A content file',
  scheduler: 'The schedule',
};

/** Who did what when, newest first. */
export function AuditTable({ entries, withQuestion }: AuditTableProps) {
  return (
    <DataTable
      label="Audit log"
      columns={['When', 'Who', 'What', ...(withQuestion ? ['Question'] : []), 'In short']}
      minWidth={withQuestion ? 820 : 620}
    >
      {entries.map((entry) => (
        <Table.Tr key={entry.id} data-testid="audit-entry">
          <Table.Td style={{ whiteSpace: 'nowrap' }}>{dayTime(entry.at)}</Table.Td>
          <Table.Td>{nobody[entry.who] ?? entry.whoName}</Table.Td>
          <Table.Th scope="row" fw={500}>
            {actionLabel(entry.action)}
          </Table.Th>
          {withQuestion && (
            <Table.Td>
              {entry.questionId ? (
                <Anchor component={Link} to={`/admin/questions/${entry.questionId}`} inherit>
                  {entry.title?.trim() ? entry.title : entry.questionId}
                </Anchor>
              ) : (
                '–'
              )}
            </Table.Td>
          )}
          <Table.Td>
            {inOwnTime(entry.summary)}
            {entry.detail && Object.keys(entry.detail).length > 0 && (
              <Disclosure label="Details">
                <Text size="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {inOwnTime(plain(entry.detail))}
                </Text>
              </Disclosure>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}
