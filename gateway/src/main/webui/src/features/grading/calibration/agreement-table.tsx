import { Table, Text } from '@mantine/core';
import { DataTable } from '@/components/data-table';
import { ToneBadge } from '@/components/tone-badge';
import type { Agreement } from '@/lib/api/types';
import { ranged } from '@/features/grading/figures';

interface Row {
  key: string;
  name: string;
  detail?: string;
  agreement: Agreement;
}

export interface AgreementTableProps {
  label: string;
  /** What a row is. */
  name: string;
  rows: readonly Row[];
}

export function AgreementTable({ label, name, rows }: AgreementTableProps) {
  return (
    <DataTable
      label={label}
      columns={[name, 'Answers', 'Same level', 'One apart at most', 'Weighted kappa']}
      minWidth={640}
    >
      {rows.map(({ key, name: title, detail, agreement }) => (
        <Table.Tr key={key}>
          <Table.Th scope="row" fw={500}>
            {title}
            {detail && (
              <Text size="xs" c="dimmed" fw={400}>
                {detail}
              </Text>
            )}
          </Table.Th>
          <Table.Td>
            {agreement.attempts}{' '}
            {!agreement.enough && (
              <ToneBadge size="sm" tone="doubtful">
                too few
              </ToneBadge>
            )}
          </Table.Td>
          {(['exact', 'adjacent', 'kappa'] as const).map((measure) => (
            <Table.Td key={measure} c={agreement.enough ? undefined : 'dimmed'}>
              {ranged(agreement[measure], measure === 'kappa' ? 'coefficient' : 'share')}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </DataTable>
  );
}
