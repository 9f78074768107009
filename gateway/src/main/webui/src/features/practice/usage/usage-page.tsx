import { Group, Progress, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { Tile, Tiles } from '@/components/tile';
import type { Budget, OwnUsage } from '@/lib/api/types';
import { compact, day, dollars, plural, relative } from '@/lib/format';
import { lastMonths, monthLabel } from '@/lib/months';
import { useNow } from '@/lib/use-now';
import { ownUsageQuery } from '@/features/practice/api/read-own-usage';
import { period, standing } from './budget';
import classes from './usage-page.module.css';

/** What language models read and wrote for one's own answers, and how much they still may. */
export function UsagePage() {
  const months = lastMonths(new Date(), 12);
  const [month, setMonth] = useState(months[0] ?? '');
  const usage = useQuery(ownUsageQuery(month));
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Usage and budget</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          A language model that reads an answer costs money, so there can be a limit. Beyond it your
          answers are graded all the same: at once and provisionally by the built-in grader, and in
          full as soon as there is budget again.
        </Text>
      </div>
      {usage.isError && !usage.data && (
        <Failure error={usage.error} onRetry={() => void usage.refetch()} />
      )}
      {usage.isPending && <Skeleton h={280} radius="lg" aria-hidden />}
      {usage.data && (
        <>
          <Budgets budgets={usage.data.budgets} />
          <Section title="What your answers took">
            <Select
              aria-label="Month"
              w={200}
              allowDeselect={false}
              data={months.map((value) => ({ value, label: monthLabel(value) }))}
              value={month}
              onChange={(value) => setMonth(value ?? month)}
            />
            <Month usage={usage.data} busy={usage.isPlaceholderData} />
          </Section>
        </>
      )}
    </Stack>
  );
}

const flows: Record<Budget['tokens'], { name: string; about: string }> = {
  input: { name: 'Tokens read', about: 'your answer and the rubric, as the model reads them' },
  output: { name: 'Tokens written', about: 'the judgement that the model writes' },
};

function Budgets({ budgets }: { budgets: readonly Budget[] }) {
  const now = useNow(30_000);
  const all = budgets.map((budget) => ({ budget, at: standing(budget) }));
  return (
    <Section title="What is left">
      {all.length === 0 && (
        <Text data-testid="no-budget">
          No limit is set for you. Every answer is graded as soon as its turn comes.
        </Text>
      )}
      {all.some(({ at }) => at.usedUp) && (
        <Text role="status" data-testid="used-up">
          Your budget is used up for now. Go on practising: grades are provisional until it has
          filled up a little, and are then replaced by themselves.
        </Text>
      )}
      {all.length > 0 && (
        <ul className={classes.budgets}>
          {all.map(({ budget, at }) => (
            <li key={budget.tokens} data-testid="budget">
              <Group justify="space-between" gap="xs">
                <Text fw={600}>{flows[budget.tokens].name}</Text>
                <Text size="sm">
                  {compact(at.left)} of {compact(budget.limit)} left
                </Text>
              </Group>
              <Progress
                my={8}
                size="lg"
                value={at.share * 100}
                color={at.share < 0.1 ? 'var(--gr-tone-flag-strong)' : 'green'}
                aria-label={`Left of the budget: ${flows[budget.tokens].name.toLowerCase()}`}
              />
              <Text size="sm" c="dimmed">
                {at.fullInSeconds === 0
                  ? 'Full.'
                  : `Fills up all the time; full ${relative(now + at.fullInSeconds * 1000, now)} if nothing is spent.`}{' '}
                An empty one takes {period(budget.periodSeconds)}. It counts{' '}
                {flows[budget.tokens].about}.
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Month({ usage, busy }: { usage: OwnUsage; busy: boolean }) {
  const { total, days, month } = usage;
  if (total.grades + total.cached + total.failed + total.calls === 0) {
    return (
      <Text c="dimmed" role="status">
        No language model was asked about an answer of yours in {monthLabel(month)}. The built-in
        grader takes nothing from your budget.
      </Text>
    );
  }
  return (
    <Stack gap="lg" aria-busy={busy}>
      <Tiles>
        <Tile
          label="Graded by a model"
          value={total.grades.toLocaleString()}
          note={total.failed > 0 ? `${plural(total.failed, 'answer')} without success` : undefined}
        />
        <Tile
          label="Known already"
          value={total.cached.toLocaleString()}
          note="the same answer before; free"
        />
        <Tile label="Tokens read" value={compact(total.inputTokens)} />
        <Tile label="Tokens written" value={compact(total.outputTokens)} />
        {total.costMicros !== undefined && (
          <Tile label="Cost" value={dollars(total.costMicros)} note="paid by this Greenroom" />
        )}
      </Tiles>
      {days.length > 1 && (
        <DataTable
          label="Usage by day"
          columns={['Day', 'Graded', 'Tokens read', 'Tokens written']}
          minWidth={420}
        >
          {days.map(({ day: on, figures }) => (
            <Table.Tr key={on}>
              <Table.Th scope="row" fw={500}>
                {day(on)}
              </Table.Th>
              <Table.Td>{figures.grades.toLocaleString()}</Table.Td>
              <Table.Td>{compact(figures.inputTokens)}</Table.Td>
              <Table.Td>{compact(figures.outputTokens)}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </Stack>
  );
}
