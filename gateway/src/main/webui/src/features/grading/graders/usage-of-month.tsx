import { Group, Select, Skeleton, Stack, Switch, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Section } from '@/components/section';
import { Tile, Tiles } from '@/components/tile';
import type { Usage } from '@/lib/api/types';
import { compact, day, dollars } from '@/lib/format';
import { words } from '@/lib/labels';
import { usageQuery } from '@/features/grading/api/read-usage';
import { lastMonths, monthLabel } from '@/lib/months';

const UsageChart = lazy(async () => ({ default: (await import('./usage-chart')).UsageChart }));

type Figures = Usage['total'];

/** What language models were used for in a month, and what it cost. */
export function UsageOfMonth() {
  const months = lastMonths(new Date(), 12);
  const [month, setMonth] = useState(months[0] ?? '');
  const usage = useQuery(usageQuery(month));
  return (
    <Section title="Usage and cost" lead="Of language models; the embedded grader costs nothing.">
      <Select
        aria-label="Month"
        w={200}
        allowDeselect={false}
        data={months.map((value) => ({ value, label: monthLabel(value) }))}
        value={month}
        onChange={(value) => setMonth(value ?? month)}
      />
      {usage.isError && !usage.data && (
        <Failure error={usage.error} onRetry={() => void usage.refetch()} />
      )}
      {usage.isPending && <Skeleton h={180} radius="lg" aria-hidden />}
      {usage.data && <Month usage={usage.data} />}
    </Section>
  );
}

function Month({ usage }: { usage: Usage }) {
  const { total, days, graders, candidates } = usage;
  const [asTable, table] = useDisclosure(false);
  return (
    <Stack gap="xl">
      <Tiles>
        <Tile
          label="Cost"
          value={cost(total)}
          note={total.costMicros === undefined ? 'no price is set' : undefined}
        />
        <Tile
          label="Grades"
          value={total.grades.toLocaleString()}
          note={`${total.cached.toLocaleString()} from the cache`}
        />
        <Tile
          label="Calls"
          value={total.calls.toLocaleString()}
          note={`${total.failed.toLocaleString()} answers without success`}
        />
        <Tile label="Tokens in" value={compact(total.inputTokens)} />
        <Tile label="Tokens out" value={compact(total.outputTokens)} />
      </Tiles>
      {total.calls === 0 && (
        <Text c="dimmed" size="sm">
          No language model was called in this month.
        </Text>
      )}
      {days.length > 1 && (
        <div>
          <Group justify="space-between" mb="sm">
            <Text fw={600}>Tokens a day</Text>
            <Switch label="As a table" checked={asTable} onChange={table.toggle} />
          </Group>
          {asTable ? (
            <DataTable label="Usage by day" columns={['Day', ...figureColumns]}>
              {days.map(({ day: at, figures }) => (
                <Table.Tr key={at}>
                  <Table.Th scope="row" fw={500}>
                    {day(at)}
                  </Table.Th>
                  <FigureCells figures={figures} />
                </Table.Tr>
              ))}
            </DataTable>
          ) : (
            <Suspense fallback={<Skeleton h={240} />}>
              <UsageChart days={days} />
            </Suspense>
          )}
        </div>
      )}
      {graders.length > 0 && (
        <div>
          <Text fw={600} mb="sm">
            By model
          </Text>
          <DataTable label="Usage by model" columns={['Model', ...figureColumns]}>
            {graders.map(({ provider, model, version, figures }) => (
              <Table.Tr key={`${provider} ${model} ${version}`}>
                <Table.Th scope="row" fw={500}>
                  {model}
                  <Text size="xs" c="dimmed" fw={400}>
                    {words(provider)}, {version}
                  </Text>
                </Table.Th>
                <FigureCells figures={figures} />
              </Table.Tr>
            ))}
          </DataTable>
        </div>
      )}
      {candidates.length > 0 && (
        <div>
          <Text fw={600} mb="sm">
            By candidate
          </Text>
          <DataTable label="Usage by candidate" columns={['Candidate', ...figureColumns]}>
            {candidates.map(({ candidateId, figures }) => (
              <Table.Tr key={candidateId}>
                <Table.Th scope="row" fw={400} ff="monospace" fz="xs">
                  {candidateId}
                </Table.Th>
                <FigureCells figures={figures} />
              </Table.Tr>
            ))}
          </DataTable>
        </div>
      )}
    </Stack>
  );
}

const figureColumns = ['Grades', 'Calls', 'Tokens in', 'Tokens out', 'Cost'];

function FigureCells({ figures }: { figures: Figures }) {
  return (
    <>
      <Table.Td>{figures.grades.toLocaleString()}</Table.Td>
      <Table.Td>{figures.calls.toLocaleString()}</Table.Td>
      <Table.Td>{compact(figures.inputTokens)}</Table.Td>
      <Table.Td>{compact(figures.outputTokens)}</Table.Td>
      <Table.Td>{cost(figures)}</Table.Td>
    </>
  );
}

const cost = ({ costMicros }: Figures): string =>
  costMicros === undefined ? '–' : dollars(costMicros);
