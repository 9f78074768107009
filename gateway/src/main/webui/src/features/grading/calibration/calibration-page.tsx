import { Button, Group, SegmentedControl, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartDots3, IconDownload, IconStars } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import type { Calibration } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { isAdmin, useMe } from '@/lib/me';
import {
  calibrationCsv,
  calibrationQuery,
  type CalibrationFilter,
} from '@/features/grading/api/read-calibration';
import { AgreementTable } from './agreement-table';
import { AgreementTiles } from './agreement-tiles';
import { GoldDialog } from './gold-dialog';
import { HeatMap } from './heat-map';
import { Severities } from './severities';

// Charts are large; only this page and re-grades draw them.
const DriftChart = lazy(async () => ({ default: (await import('./drift-chart')).DriftChart }));

type Pair = 'aiHuman' | 'humanHuman';

/** How well the grader and people agree, and people with each other. */
export function CalibrationPage() {
  const [params, setParams] = useSearchParams();
  const [pair, setPair] = useState<Pair>('aiHuman');
  const [exporting, setExporting] = useState(false);
  const admin = isAdmin(useMe());
  const filter: CalibrationFilter = {
    questionId: params.get('question') ?? undefined,
    graderVersion: params.get('version') ?? undefined,
    since: params.get('since') ?? undefined,
  };
  const calibration = useQuery(calibrationQuery(filter));
  // What can be chosen is what the whole has, however narrow the view is.
  const whole = useQuery(calibrationQuery({}));
  const narrow = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
    setParams(next);
  };
  return (
    <Stack gap={40}>
      <div>
        <Group justify="space-between" align="end" gap="md">
          <div>
            <PageHeading>Calibration</PageHeading>
            <Text c="dimmed" mt={4} maw={680}>
              Only levels that people gave blind count. Each figure stands beside how much it stands
              on; below twenty answers it concludes nothing{admin ? '' : ', and is not shown'}.
            </Text>
          </div>
          <Group gap="sm">
            {admin && (
              <Button
                variant="default"
                leftSection={<IconStars size={18} aria-hidden />}
                onClick={() => setExporting(true)}
                data-testid="open-gold"
              >
                Gold set
              </Button>
            )}
            <Button
              component="a"
              href={calibrationCsv(filter)}
              download="calibration.csv"
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              CSV
            </Button>
          </Group>
        </Group>
        <Group mt="lg" gap="sm">
          <SegmentedControl
            aria-label="Between"
            data={[
              { value: 'aiHuman', label: 'Grader and people' },
              { value: 'humanHuman', label: 'People and people' },
            ]}
            value={pair}
            onChange={(value) => setPair(value as Pair)}
          />
          <Select
            aria-label="Question"
            placeholder="All questions"
            clearable
            clearButtonProps={{ 'aria-label': 'All questions' }}
            searchable
            w={220}
            data={whole.data?.questions.map(({ questionId, title }) => ({
              value: questionId,
              label: title,
            }))}
            value={filter.questionId ?? null}
            onChange={(value) => narrow('question', value)}
          />
          <Select
            aria-label="Grader version"
            placeholder="All versions"
            clearable
            clearButtonProps={{ 'aria-label': 'All versions' }}
            w={180}
            data={[...new Set(whole.data?.graders.map(({ graderVersion }) => graderVersion))]}
            value={filter.graderVersion ?? null}
            onChange={(value) => narrow('version', value)}
          />
          <Select
            aria-label="Since"
            placeholder="Any time"
            clearable
            clearButtonProps={{ 'aria-label': 'Any time' }}
            w={160}
            data={sinceOptions()}
            value={filter.since ?? null}
            onChange={(value) => narrow('since', value)}
          />
        </Group>
      </div>
      {calibration.isError && !calibration.data && (
        <Failure error={calibration.error} onRetry={() => void calibration.refetch()} />
      )}
      {calibration.isPending && <Skeleton h={360} radius="lg" aria-hidden />}
      {calibration.data && <Figures calibration={calibration.data} pair={pair} admin={admin} />}
      {exporting && (
        <GoldDialog
          question={
            filter.questionId
              ? {
                  questionId: filter.questionId,
                  title:
                    whole.data?.questions.find(({ questionId }) => questionId === filter.questionId)
                      ?.title ?? filter.questionId,
                }
              : undefined
          }
          onClose={() => setExporting(false)}
        />
      )}
    </Stack>
  );
}

const dayMillis = 86_400_000;

function sinceOptions(): { value: string; label: string }[] {
  const ago = (days: number) => new Date(Date.now() - days * dayMillis).toISOString().slice(0, 10);
  return [
    { value: ago(7), label: 'Last week' },
    { value: ago(30), label: 'Last 30 days' },
    { value: ago(90), label: 'Last 90 days' },
  ];
}

interface FiguresProps {
  calibration: Calibration;
  pair: Pair;
  admin: boolean;
}

function Figures({ calibration, pair, admin }: FiguresProps) {
  const all = calibration[pair];
  if (all.n === 0) {
    return (
      <Notice
        icon={<IconChartDots3 />}
        title="Nothing to compare yet"
        color="gray"
        action={
          admin && (
            <Button component={Link} to="/reviews?send=" variant="light">
              Send past answers to review
            </Button>
          )
        }
      >
        {pair === 'aiHuman'
          ? 'Figures appear as soon as a reviewer has marked an answer blind. An administrator can send past answers to review as samples.'
          : 'It takes two people who marked the same answer: an appeal after a review, or a sample that was reviewed before.'}
      </Notice>
    );
  }
  return (
    <Stack gap={48}>
      <AgreementTiles agreement={all} />
      {(admin || all.enough) && (
        <Section
          title="Which level met which"
          lead={
            pair === 'aiHuman'
              ? 'Rows are the grader’s level, columns the person’s. On the diagonal they agree.'
              : 'Rows are the first person’s level, columns the second’s. On the diagonal they agree.'
          }
        >
          <HeatMap
            confusion={all.confusion}
            rows={pair === 'aiHuman' ? 'Grader' : 'First person'}
            columns={pair === 'aiHuman' ? 'Person' : 'Second person'}
          />
        </Section>
      )}
      {pair === 'aiHuman' && calibration.drift.length > 1 && (
        <Section
          title="Week by week"
          lead="A grader that drifts away from people shows here first."
        >
          <Suspense fallback={<Skeleton h={280} />}>
            <DriftChart drift={calibration.drift} />
          </Suspense>
        </Section>
      )}
      {pair === 'aiHuman' && (
        <Section title="By version of the grader">
          <AgreementTable
            label="Agreement by version of the grader"
            name="Grader"
            rows={calibration.graders.map(({ grader, graderVersion, aiHuman }) => ({
              key: `${grader} ${graderVersion}`,
              name: graderVersion,
              agreement: aiHuman,
            }))}
          />
        </Section>
      )}
      <Section title="By question">
        <AgreementTable
          label="Agreement by question"
          name="Question"
          rows={calibration.questions
            .map((question) => ({
              key: question.questionId,
              name: question.title,
              agreement: question[pair],
            }))
            .filter(({ agreement }) => agreement.n > 0)}
        />
      </Section>
      <Section
        title="By criterion"
        lead="The lowest agreement first: there the rubric may be unclear."
      >
        <AgreementTable
          label="Agreement by criterion"
          name="Criterion"
          rows={calibration.criteria
            .map((criterion) => ({
              key: `${criterion.questionId} ${criterion.criterionId}`,
              name: criterion.title,
              detail: calibration.questions.find((q) => q.questionId === criterion.questionId)
                ?.title,
              agreement: criterion[pair],
            }))
            .filter(({ agreement }) => agreement.n > 0)
            .sort((a, b) => (a.agreement.kappa?.value ?? 2) - (b.agreement.kappa?.value ?? 2))}
        />
      </Section>
      {pair === 'aiHuman' && calibration.reviewers.length > 0 && (
        <Section
          title="Reviewers"
          lead="Milder or stricter than all reviewers together, in levels; little evidence counts little."
        >
          <Severities reviewers={calibration.reviewers} />
        </Section>
      )}
      <Text size="sm" c="dimmed">
        As of {dayTime(calibration.generatedAt)}. Intervals by resampling answers; kappa weighs a
        difference by its square.
      </Text>
    </Stack>
  );
}
