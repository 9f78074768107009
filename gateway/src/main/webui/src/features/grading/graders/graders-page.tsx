import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Failure, FailureLine } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { plural } from '@/lib/format';
import { isAdmin, useMe } from '@/lib/me';
import { gradersQuery } from '@/features/grading/api/list-graders';
import { Budgets } from './budgets';
import { GraderCard } from './grader-card';
import { UsageOfMonth } from './usage-of-month';

/** Which grader judges, how well, whether it withstands attacks, and what it costs. */
export function GradersPage() {
  const graders = useQuery(gradersQuery);
  const admin = isAdmin(useMe());
  return (
    <Stack gap={48}>
      <div>
        <PageHeading>Graders</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          What judges answers here, measured: agreement with people on human-graded answers, and
          what happens when an answer tries to win without being good.
        </Text>
      </div>
      {graders.isError && !graders.data && (
        <Failure error={graders.error} onRetry={() => void graders.refetch()} />
      )}
      {graders.isRefetchError && graders.data && (
        <FailureLine>This may be out of date: {graders.error.message}</FailureLine>
      )}
      {graders.isPending && <Skeleton h={320} radius="lg" role="status" aria-label="Loading" />}
      {graders.data && (
        <>
          {graders.data.provisionalWaiting > 0 && (
            <Text data-testid="provisional-waiting">
              <b>{plural(graders.data.provisionalWaiting, 'provisional grade')}</b> to be replaced
              by the full grader, as soon as it answers and the budget allows.
            </Text>
          )}
          {graders.data.items.length === 0 && (
            <Notice icon={<IconCpu />} title="No grader is known" color="gray">
              The grading service has just started, or it is set up without any.
            </Notice>
          )}
          <Stack gap="xl">
            {[...graders.data.items]
              .sort((a, b) => Number(b.active) - Number(a.active))
              .map((grader) => (
                <GraderCard key={`${grader.kind} ${grader.version}`} grader={grader} />
              ))}
          </Stack>
          {graders.data.budgets.length > 0 && (
            <Section
              title="Budgets"
              lead="When one is used up, answers get a provisional grade until it refills."
            >
              <Budgets budgets={graders.data.budgets} />
            </Section>
          )}
        </>
      )}
      {admin && <UsageOfMonth />}
      {!admin && graders.data && (
        <Group>
          <Text size="sm" c="dimmed">
            Usage and cost are shown to administrators.
          </Text>
        </Group>
      )}
    </Stack>
  );
}
