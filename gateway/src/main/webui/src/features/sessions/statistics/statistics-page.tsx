import { Stack, Table, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DataTable } from '@/components/data-table';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { ToneBadge } from '@/components/tone-badge';
import { interviewerStatisticsQuery } from '@/features/sessions/api/statistics';
import type { InterviewerFigures } from '@/features/sessions/api/shapes';
import { Head } from '@/features/sessions/head';
import { percent, plural, signed } from '@/lib/format';

/** How interviewers score beside each other, and what candidates say of them; for administrators. */
export function StatisticsPage() {
  const statistics = useQuery(interviewerStatisticsQuery());
  return (
    <Stack gap={36}>
      <Head title="Interviewers">
        How each scores beside the others of the same panel, and how candidates rated their
        interviews. It says who may want to calibrate, not who is right.
      </Head>
      <Loaded query={statistics}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<IconChartBar />} title="Nothing to count yet">
              The first figures come with the first scorecards.
            </Notice>
          ) : (
            <DataTable
              label="Interviewers"
              columns={[
                'Interviewer',
                'Sessions',
                'Severity',
                'Same level',
                'At most one apart',
                'Rated by candidates',
              ]}
              minWidth={760}
            >
              {items.map((figures, index) => (
                <Row key={`${figures.name} ${index}`} figures={figures} />
              ))}
            </DataTable>
          )
        }
      </Loaded>
      <Text size="sm" c="dimmed" maw="46rem">
        Severity is the mean of one’s own levels less the mean of the others’ on the same criteria:
        below zero is stricter. With few answers, chance alone makes a difference; such figures are
        marked.
      </Text>
    </Stack>
  );
}

function Row({ figures }: { figures: InterviewerFigures }) {
  const { name, sessions, severity, agreement, ratings } = figures;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {name}
      </Table.Th>
      <Table.Td>{sessions}</Table.Td>
      <Table.Td>
        {severity ? (
          <>
            {signed(severity.mean, 2)} {Math.abs(severity.mean) >= 0.005 && leaning(severity.mean)}
            <Stands n={severity.answers} noun="answer" enough={severity.enough} />
          </>
        ) : (
          <None />
        )}
      </Table.Td>
      <Table.Td>
        {agreement ? (
          <>
            {percent(agreement.exact)}
            <Stands n={agreement.answers} noun="answer" enough={agreement.enough} />
          </>
        ) : (
          <None />
        )}
      </Table.Td>
      <Table.Td>{agreement ? percent(agreement.withinOne) : <None />}</Table.Td>
      <Table.Td>
        {ratings ? (
          <>
            {ratings.mean.toFixed(1)} of 5
            <Stands n={ratings.n} noun="rating" enough={ratings.enough} />
          </>
        ) : (
          <None />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const leaning = (mean: number): string => (mean < 0 ? 'stricter' : 'milder');

const None = () => (
  <Text span c="dimmed" size="sm">
    nothing to compare
  </Text>
);

interface StandsProps {
  n: number;
  noun: string;
  enough: boolean;
}

function Stands({ n, noun, enough }: StandsProps) {
  return (
    <Text size="xs" c="dimmed" component="div">
      {plural(n, noun)}{' '}
      {!enough && (
        <ToneBadge size="xs" tone="doubtful">
          too few
        </ToneBadge>
      )}
    </Text>
  );
}
