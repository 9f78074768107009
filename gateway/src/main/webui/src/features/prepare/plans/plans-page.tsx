import { Stack } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { plansQuery } from '@/features/prepare/api/list-plans';
import { myPlanQuery } from '@/features/prepare/api/read-my-plan';
import { PageHead } from '@/features/prepare/page-head';
import type { PlanSummary } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { isCandidate, useMe } from '@/lib/me';
import { MyPlanView } from './my-plan-view';

export function PlansPage() {
  const candidate = isCandidate(useMe());
  const plans = useQuery(plansQuery());
  const mine = useQuery({ ...myPlanQuery(), enabled: candidate });
  const chosen = mine.data?.chosen;
  return (
    <Stack gap={40}>
      <PageHead title="Study plans">
        {chosen
          ? 'Your plan, week by week. What you hand in counts by itself; tick off the rest.'
          : 'Choose one and say when your interview is: its weeks are counted back from that day.'}
      </PageHead>
      {candidate && mine.isError && <Loaded query={mine}>{() => null}</Loaded>}
      {chosen && <MyPlanView plan={chosen} />}
      <Loaded query={plans}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<IconCalendarStats />} title="No plans yet" color="gray" />
          ) : chosen ? (
            <Section title="Other plans" lead="Choosing another one starts your ticks afresh.">
              <Plans plans={items.filter(({ id }) => id !== chosen.planId)} order={3} />
            </Section>
          ) : (
            <Plans plans={items} order={2} />
          )
        }
      </Loaded>
    </Stack>
  );
}

function Plans({ plans, order }: { plans: PlanSummary[]; order: 2 | 3 }) {
  return (
    <CardGrid>
      {plans.map(({ id, title, summary, weeks, minutes }) => (
        <LinkCard
          key={id}
          to={`/plans/${id}`}
          title={title}
          order={order}
          facts={`${plural(weeks, 'week')} · ${hours(minutes)} in all`}
        >
          {summary}
        </LinkCard>
      ))}
    </CardGrid>
  );
}
