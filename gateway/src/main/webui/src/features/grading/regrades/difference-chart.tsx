import { Switch, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { DataTable } from '@/components/data-table';
import type { Regrade } from '@/lib/api/types';
import { signed } from '@/lib/format';
import { chartLook } from '@/components/chart-look';

export interface DifferenceChartProps {
  histogram: NonNullable<Regrade['report']>['histogram'];
}

/** How many answers move by how much, as bars or as a table. */
export function DifferenceChart({ histogram }: DifferenceChartProps) {
  const [asTable, table] = useDisclosure(false);
  const bins = histogram.map(({ from, to, n }) => ({
    by: from === to ? signed(from) : `${signed(from)} to ${signed(to)}`,
    Answers: n,
  }));
  return (
    <>
      <Switch label="As a table" checked={asTable} onChange={table.toggle} />
      {asTable ? (
        <DataTable label="Changes of score" columns={['Points', 'Answers']} minWidth={280}>
          {bins.map(({ by, Answers }) => (
            <Table.Tr key={by}>
              <Table.Th scope="row" fw={500}>
                {by}
              </Table.Th>
              <Table.Td>{Answers}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      ) : (
        <div
          style={{ height: 260 }}
          role="img"
          aria-label="Bars of how many answers change by how much; the same figures are in the table."
        >
          <ResponsiveContainer>
            <BarChart data={bins} margin={{ top: 8, right: 8, bottom: 0, left: -16 }}>
              <CartesianGrid stroke={chartLook.grid} vertical={false} />
              <XAxis dataKey="by" {...chartLook.axis} />
              <YAxis allowDecimals={false} {...chartLook.axis} />
              <Tooltip {...chartLook.tooltip} />
              <Bar dataKey="Answers" fill="var(--gr-tone-2-strong)" isAnimationActive={false} />
            </BarChart>
          </ResponsiveContainer>
        </div>
      )}
    </>
  );
}
