import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Failure } from '@/components/failure';
import { Section } from '@/components/section';
import { attemptsQuery } from '@/features/practice/api/list-attempts';
import { sessionResultsQuery } from '@/features/practice/api/list-session-results';
import { growth } from './growth';

const GrowthChart = lazy(() =>
  import('./growth-chart').then((module) => ({ default: module.GrowthChart })),
);

const title = 'Growth';

/** Where one stands, over time; nothing until there are two scores to compare. */
export function GrowthSection() {
  const attempts = useQuery(attemptsQuery({ page: 0, size: 100 }));
  const results = useQuery(sessionResultsQuery(100));
  const points = growth(attempts.data?.items ?? [], results.data?.items ?? []);
  const failed = [attempts, results].find((query) => query.isError && !query.data);
  if (failed) {
    return (
      <Section title={title}>
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      </Section>
    );
  }
  // One without the other would draw another curve.
  if (!attempts.data || !results.data || points.length < 2) {
    return null;
  }
  return (
    <Section
      title={title}
      lead="What the grader and your interviewers give is measured on the same rubric: one curve."
    >
      <div data-testid="growth">
        <Suspense fallback={<Skeleton h={300} radius="lg" />}>
          <GrowthChart points={points} />
        </Suspense>
      </div>
    </Section>
  );
}
