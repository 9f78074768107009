import { Table } from '@mantine/core';
import { DataTable } from '@/components/data-table';
import { ToneBadge } from '@/components/tone-badge';
import type { Calibration } from '@/lib/api/types';
import { signed } from '@/lib/format';
import { ranged } from '@/features/grading/figures';
import classes from './severities.module.css';

export interface SeveritiesProps {
  reviewers: Calibration['reviewers'];
}

/** The bar is as long as half of it at this many levels. */
const widest = 1;

export function Severities({ reviewers }: SeveritiesProps) {
  return (
    <DataTable
      label="Severity of reviewers"
      columns={['Reviewer', 'Levels', 'Tendency', 'Beside the others', 'Less grader']}
      minWidth={620}
    >
      {reviewers.map(({ reviewer, n, enough, severity, meanDifference }) => (
        <Table.Tr key={reviewer}>
          <Table.Th scope="row" fw={500}>
            {reviewer}
          </Table.Th>
          <Table.Td>
            {n}{' '}
            {!enough && (
              <ToneBadge size="sm" tone="doubtful">
                too few
              </ToneBadge>
            )}
          </Table.Td>
          <Table.Td>{tendency(severity ?? 0, enough && severity !== undefined)}</Table.Td>
          <Table.Td>
            <span className={classes.scale} aria-hidden>
              <span
                className={classes.bar}
                data-side={(severity ?? 0) < 0 ? 'strict' : 'mild'}
                style={{ width: `${Math.min(1, Math.abs(severity ?? 0) / widest) * 50}%` }}
              />
            </span>
            {severity === undefined ? '–' : signed(severity, 2)}
          </Table.Td>
          <Table.Td c={enough ? undefined : 'dimmed'}>
            {ranged(meanDifference, 'coefficient')}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

function tendency(severity: number, enough: boolean): string {
  if (!enough || Math.abs(severity) < 0.15) {
    return enough ? 'like the others' : 'not known yet';
  }
  return severity < 0 ? 'stricter' : 'milder';
}
