import { Switch, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { DataTable } from '@/components/data-table';
import type { Calibration } from '@/lib/api/types';
import { day } from '@/lib/format';
import { ranged } from '@/features/grading/figures';
import { chartLook } from '@/components/chart-look';

export interface DriftChartProps {
  drift: Calibration['drift'];
}

const names = { exact: 'Same level', kappa: 'Weighted kappa' } as const;

/** Agreement by week as lines, and the same as a table for who doesn't see lines. */
export function DriftChart({ drift }: DriftChartProps) {
  const [asTable, table] = useDisclosure(false);
  const points = drift.map(({ week, aiHuman }) => ({
    week: day(week),
    [names.exact]: aiHuman.exact?.value,
    [names.kappa]: aiHuman.kappa?.value,
  }));
  return (
    <>
      <Switch label="As a table" checked={asTable} onChange={table.toggle} />
      {asTable ? (
        <DataTable
          label="Agreement by week"
          columns={['Week of', 'Answers', names.exact, names.kappa]}
        >
          {drift.map(({ week, aiHuman }) => (
            <Table.Tr key={week}>
              <Table.Th scope="row" fw={500}>
                {day(week)}
              </Table.Th>
              <Table.Td>{aiHuman.attempts}</Table.Td>
              <Table.Td>{ranged(aiHuman.exact, 'share')}</Table.Td>
              <Table.Td>{ranged(aiHuman.kappa, 'coefficient')}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      ) : (
        <div
          style={{ height: 300 }}
          role="img"
          aria-label="Lines of agreement by week; the same figures are in the table."
        >
          <ResponsiveContainer>
            <LineChart data={points} margin={{ top: 8, right: 16, bottom: 0, left: -16 }}>
              <CartesianGrid stroke={chartLook.grid} vertical={false} />
              <XAxis dataKey="week" {...chartLook.axis} />
              <YAxis domain={[(least: number) => Math.min(0, least), 1]} {...chartLook.axis} />
              <Tooltip {...chartLook.tooltip} />
              <Legend />
              <Line
                dataKey={names.exact}
                stroke="var(--gr-tone-0-strong)"
                strokeWidth={2.5}
                isAnimationActive={false}
                connectNulls
              />
              <Line
                dataKey={names.kappa}
                stroke="var(--gr-tone-2-strong)"
                strokeWidth={2.5}
                strokeDasharray="6 4"
                isAnimationActive={false}
                connectNulls
              />
            </LineChart>
          </ResponsiveContainer>
        </div>
      )}
    </>
  );
}
