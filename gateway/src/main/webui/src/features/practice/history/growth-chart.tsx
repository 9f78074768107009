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
import { Link } from 'react-router';
import { chartLook } from '@/components/chart-look';
import { DataTable } from '@/components/data-table';
import { clockTime, day } from '@/lib/format';
import type { Reached } from './growth';

const names = {
  practice: 'Practice',
  mock: 'Mock session',
  mean: 'Mean of the last five',
} as const;

/** Scores by time as points with a curve, and the same as a table for who doesn't see them. */
export function GrowthChart({ points }: { points: readonly Reached[] }) {
  const [asTable, table] = useDisclosure(false);
  // Of a single day, the day alone would stand below each point.
  const days = new Set(points.map(({ at }) => day(at)));
  const when = days.size > 1 ? day : clockTime;
  const drawn = points.map(({ at, score, source, mean }) => ({
    when: when(at),
    [names[source]]: score,
    [names.mean]: mean,
  }));
  return (
    <>
      <Switch label="As a table" checked={asTable} onChange={table.toggle} mb="sm" />
      {asTable ? (
        <DataTable
          label="Scores by time"
          columns={['Day', 'Question', 'Where', 'Score', names.mean]}
        >
          {points.map(({ key, at, title, to, source, score, mean }) => (
            <Table.Tr key={key}>
              <Table.Td>{day(at)}</Table.Td>
              <Table.Th scope="row" fw={500}>
                <Link to={to}>{title}</Link>
              </Table.Th>
              <Table.Td>{names[source]}</Table.Td>
              <Table.Td>{score}</Table.Td>
              <Table.Td>{mean}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      ) : (
        <div
          style={{ height: 260 }}
          role="img"
          aria-label="Scores of practice and mock sessions by time; the same figures are in the table."
        >
          <ResponsiveContainer>
            <LineChart data={drawn} margin={{ top: 8, right: 16, bottom: 0, left: -16 }}>
              <CartesianGrid stroke={chartLook.grid} vertical={false} />
              <XAxis dataKey="when" minTickGap={24} {...chartLook.axis} />
              <YAxis domain={[0, 100]} {...chartLook.axis} />
              <Tooltip {...chartLook.tooltip} />
              <Legend />
              <Line
                dataKey={names.mean}
                stroke="var(--gr-tone-0-strong)"
                strokeWidth={2.5}
                dot={false}
                isAnimationActive={false}
              />
              <Line
                dataKey={names.practice}
                stroke="var(--gr-tone-2-strong)"
                strokeWidth={0}
                legendType="circle"
                dot={{ r: 4, strokeWidth: 2, fill: 'var(--gr-surface)' }}
                isAnimationActive={false}
              />
              <Line
                dataKey={names.mock}
                stroke="var(--gr-tone-1-strong)"
                strokeWidth={0}
                legendType="square"
                dot={{ r: 5, strokeWidth: 0, fill: 'var(--gr-tone-1-strong)' }}
                isAnimationActive={false}
              />
            </LineChart>
          </ResponsiveContainer>
        </div>
      )}
    </>
  );
}
