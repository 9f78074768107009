import {
  Anchor,
  Button,
  Group,
  Progress,
  SegmentedControl,
  Skeleton,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Confirm } from '@/components/confirm';
import { DataTable } from '@/components/data-table';
import { Failure, FailureLine } from '@/components/failure';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { SecondLook } from '@/components/second-look';
import { Section } from '@/components/section';
import { Tile, Tiles } from '@/components/tile';
import { ToneBadge } from '@/components/tone-badge';
import type { Band, Regrade } from '@/lib/api/types';
import { dayTime, plural, signed } from '@/lib/format';
import { bandLabel, bandOrder } from '@/lib/labels';
import { applyRegrade } from '@/features/grading/api/apply-regrade';
import { discardRegrade } from '@/features/grading/api/discard-regrade';
import { keys } from '@/features/grading/api/keys';
import { itemsPageSize, regradeItemsQuery } from '@/features/grading/api/list-regrade-items';
import { regradeQuery } from '@/features/grading/api/read-regrade';
import { RegradeState } from './regrade-state';
import { scopeWords } from './scope';

const DifferenceChart = lazy(async () => ({
  default: (await import('./difference-chart')).DifferenceChart,
}));

export function RegradePage() {
  const { id = '' } = useParams();
  const regrade = useQuery(regradeQuery(id));
  if (regrade.data) {
    return (
      <>
        {regrade.isRefetchError && (
          <FailureLine>This may be out of date: {regrade.error.message}</FailureLine>
        )}
        <Found regrade={regrade.data} />
      </>
    );
  }
  if (regrade.isError) {
    return (
      <Failure
        page
        error={regrade.error}
        onRetry={() => void regrade.refetch()}
        missing={{ title: 'There is no such re-grade', detail: 'The address may be mistyped.' }}
      />
    );
  }
  return <Skeleton h={300} radius="lg" role="status" aria-label="Loading" />;
}

function Found({ regrade }: { regrade: Regrade }) {
  const { id, state, progress, report, scope } = regrade;
  const [asking, setAsking] = useState<'apply' | 'discard' | null>(null);
  const done = progress.graded + progress.failed;
  const busy = state === 'running' || state === 'applying';
  return (
    <Stack gap={40}>
      <div>
        <Anchor component={Link} to="/admin/regrades" size="sm" mb="sm" display="inline-block">
          ← Re-grades
        </Anchor>
        <Group justify="space-between" align="end" gap="md">
          <div>
            <PageHeading size="h2" tabTitle="Re-grade">
              {`Re-grade of ${plural(progress.total, 'answer')}`}
            </PageHeading>
            <Group gap="xs" mt={8}>
              <RegradeState regrade={regrade} />
              <Text size="sm" c="dimmed">
                {scopeWords(scope)} · {regrade.graderVersion && `by ${regrade.graderVersion}, `}on
                the {regrade.rubric === 'latest' ? 'newest rubric' : 'rubric that was answered'} ·
                opened {dayTime(regrade.openedAt)} by {regrade.openedBy}
              </Text>
            </Group>
          </div>
          <Group gap="sm">
            {(state === 'running' || state === 'ready') && (
              <Button variant="default" onClick={() => setAsking('discard')}>
                Discard
              </Button>
            )}
            {state === 'ready' && (
              <Button onClick={() => setAsking('apply')} data-testid="apply-regrade">
                Apply
              </Button>
            )}
          </Group>
        </Group>
      </div>
      {busy && (
        <div role="status">
          <Text mb={6}>
            {state === 'running'
              ? `Graded ${done.toLocaleString()} of ${progress.total.toLocaleString()}; you can leave, it goes on.`
              : `Applied ${progress.applied.toLocaleString()} of ${progress.graded.toLocaleString()}.`}
          </Text>
          <Progress
            size="lg"
            value={
              (100 * (state === 'running' ? done : progress.applied)) /
              Math.max(1, state === 'running' ? progress.total : progress.graded)
            }
            aria-label="Progress"
          />
        </div>
      )}
      {progress.failed > 0 && (
        <Text>
          {plural(progress.failed, 'answer')} could not be graded again; what they had stays.
        </Text>
      )}
      {progress.skipped > 0 && (
        <Text>
          {plural(progress.skipped, 'answer')} left alone: a person has decided, or another grade
          came in the meantime.
        </Text>
      )}
      {report && <Report report={report} />}
      {(report ?? done > 0) && <Items regrade={regrade} />}
      {asking && <Ask id={id} regrade={regrade} what={asking} onClose={() => setAsking(null)} />}
    </Stack>
  );
}

type ReportShape = NonNullable<Regrade['report']>;

function Report({ report }: { report: ReportShape }) {
  const { n, meanDifference, low, high, standardDeviation, up, down, changed, crossingBand } =
    report;
  return (
    <>
      <Tiles>
        <Tile
          label="Mean change"
          value={signed(meanDifference, 1)}
          note={
            low === undefined || high === undefined
              ? 'points; too few answers for an interval'
              : `95 % between ${signed(low, 1)} and ${signed(high, 1)} points`
          }
        />
        <Tile
          label="Beyond chance"
          value={report.significant ? 'Yes' : 'No'}
          note={
            report.pValue === undefined
              ? 'too few to tell'
              : `p ${report.pValue < 0.001 ? '< 0.001' : `= ${report.pValue.toFixed(3)}`}`
          }
        />
        <Tile label="Spread" value={standardDeviation.toFixed(1)} note="standard deviation" />
        <Tile
          label="Changed"
          value={changed.toLocaleString()}
          note={`of ${n.toLocaleString()}; ${up} up, ${down} down`}
        />
        <Tile label="Cross a band" value={crossingBand.toLocaleString()} note="other verdict" />
      </Tiles>
      <Section title="How much the scores move" lead="New score less old, in points.">
        <Suspense fallback={<Skeleton h={260} />}>
          <DifferenceChart histogram={report.histogram} />
        </Suspense>
      </Section>
      {report.bands.length > 0 && (
        <Section title="Who changes band">
          <DataTable label="Changes of band" columns={['From', 'To', 'Answers']} minWidth={320}>
            {report.bands.map(({ from, to, n: count }) => (
              <Table.Tr key={`${from} ${to}`}>
                <Table.Th scope="row" fw={500}>
                  {bandName(from)}
                </Table.Th>
                <Table.Td>
                  {bandName(to)} {direction(from, to)}
                </Table.Td>
                <Table.Td>{count}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        </Section>
      )}
    </>
  );
}

const asBand = (band: string | undefined): Band | undefined =>
  bandOrder.find((known) => known === band);

function bandName(band: string | undefined): string {
  const known = asBand(band);
  return known ? bandLabel(known) : (band ?? '–');
}

function direction(from: string | undefined, to: string | undefined): string {
  const [before, after] = [asBand(from), asBand(to)];
  if (!before || !after || before === after) {
    return '';
  }
  return bandOrder.indexOf(after) > bandOrder.indexOf(before) ? '↑' : '↓';
}

function Items({ regrade }: { regrade: Regrade }) {
  const [crossing, setCrossing] = useState(true);
  const [page, setPage] = useState(1);
  const items = useQuery({
    ...regradeItemsQuery(regrade.id, { crossing, page: page - 1 }),
    refetchInterval: regrade.state === 'running' || regrade.state === 'applying' ? 5_000 : false,
  });
  const pages = Math.ceil((items.data?.total ?? 0) / itemsPageSize);
  return (
    <Section title="Answers" lead="The largest change first.">
      <SegmentedControl
        aria-label="Show"
        style={{ alignSelf: 'start' }}
        data={[
          { value: 'crossing', label: 'Crossing a band' },
          { value: 'all', label: 'All' },
        ]}
        value={crossing ? 'crossing' : 'all'}
        onChange={(value) => {
          setCrossing(value === 'crossing');
          setPage(1);
        }}
      />
      {items.isError && !items.data && (
        <Failure error={items.error} onRetry={() => void items.refetch()} />
      )}
      {items.data?.items.length === 0 && (
        <Text c="dimmed">
          {crossing ? 'No answer changes its band.' : 'No answer was graded again yet.'}
        </Text>
      )}
      {items.data && items.data.items.length > 0 && (
        <DataTable
          label="Answers graded again"
          columns={['Question', 'Old', 'New', 'Change', 'Remarks']}
          minWidth={600}
        >
          {items.data.items.map((item) => (
            <Table.Tr key={item.attemptId}>
              <Table.Th scope="row" fw={500}>
                {item.questionId}
                <Text size="xs" c="dimmed" fw={400} ff="monospace">
                  {item.attemptId}
                </Text>
              </Table.Th>
              <Table.Td>
                {item.oldScore ?? '–'}{' '}
                <Text span size="xs" c="dimmed">
                  {bandName(item.oldBand)}
                </Text>
              </Table.Td>
              <Table.Td>
                {item.newScore ?? '–'}{' '}
                <Text span size="xs" c="dimmed">
                  {bandName(item.newBand)}
                </Text>
              </Table.Td>
              <Table.Td fw={600}>
                {item.difference === undefined ? '–' : signed(item.difference)}
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {item.crossesBand && (
                    <ToneBadge size="sm" tone="doubtful">
                      {direction(item.oldBand, item.newBand)} band
                    </ToneBadge>
                  )}
                  {item.byPerson && (
                    <ToneBadge size="sm" tone="plain">
                      decided by a person
                    </ToneBadge>
                  )}
                  {item.state === 'failed' && (
                    <ToneBadge size="sm" tone="bad">
                      failed
                    </ToneBadge>
                  )}
                  {item.crossesBand && !item.byPerson && (
                    <SecondLook
                      attemptId={item.attemptId}
                      size="compact-xs"
                      label="Ask a person"
                      describedAs={`Ask a person about ${item.questionId}`}
                    />
                  )}
                  {item.detail && (
                    <Text size="xs" c="dimmed">
                      {item.detail}
                    </Text>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
      <Pages total={pages} value={page} onChange={setPage} />
    </Section>
  );
}

interface AskProps {
  id: string;
  regrade: Regrade;
  what: 'apply' | 'discard';
  onClose: () => void;
}

function Ask({ id, regrade, what, onClose }: AskProps) {
  const queries = useQueryClient();
  const [done, finish] = useDisclosure(false);
  const act = useMutation({
    mutationFn: async (): Promise<void> => {
      await (what === 'apply' ? applyRegrade(id) : discardRegrade(id));
    },
    onSuccess: async () => {
      finish.open();
      await queries.invalidateQueries({ queryKey: keys.regrade(id) });
      await queries.invalidateQueries({ queryKey: keys.regrades });
      onClose();
    },
  });
  const { report, overridePeople } = regrade;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={what === 'apply' ? 'Apply these grades?' : 'Discard this preview?'}
      failure={act.error?.message}
      back="Not now"
      label={what === 'apply' ? 'Apply them' : 'Discard it'}
      onConfirm={() => act.mutate()}
      pending={act.isPending || done}
      danger={what === 'discard'}
      testId="confirm-regrade"
    >
      {what === 'apply' ? (
        <Stack gap="xs">
          <Text>
            {plural(report?.n ?? regrade.progress.graded, 'answer')} get their new grade;{' '}
            {plural(report?.crossingBand ?? 0, 'candidate')} will see another verdict. Their earlier
            grades stay in the history.
          </Text>
          <Text>
            {overridePeople
              ? 'Decisions of people are replaced, too, as you asked for.'
              : 'Where a person has decided, that stands.'}
          </Text>
        </Stack>
      ) : (
        <Text>No grade changes. The preview itself is kept in the list as discarded.</Text>
      )}
    </Confirm>
  );
}
