import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { FailureLine } from '@/components/failure';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { choosePlan } from '@/features/prepare/api/choose-plan';
import { keys } from '@/features/prepare/api/keys';
import { myPlanQuery } from '@/features/prepare/api/read-my-plan';
import { planQuery } from '@/features/prepare/api/read-plan';
import { PageHead } from '@/features/prepare/page-head';
import type { PlanWeek } from '@/lib/api/types';
import { calendarDay, hours, plural, today } from '@/lib/format';
import { isCandidate, useMe } from '@/lib/me';
import { weeksOver } from './activity';
import { ActivityRow } from './activity-row';
import classes from './plan.module.css';

export function PlanPage() {
  const { id = '' } = useParams();
  const [date, setDate] = useState('');
  const interviewDate = date === '' ? undefined : date;
  const plan = useQuery(planQuery(id, interviewDate));
  return (
    <Loaded
      page
      query={plan}
      missing={{ title: 'There is no such plan', detail: 'The list of plans has all of them.' }}
    >
      {(found) => (
        <Stack gap={40}>
          <PageHead
            title={found.title}
            back={{ to: '/plans', label: 'Study plans' }}
            facts={`${plural(found.weeks.length, 'week')} · ${hours(found.minutes)} in all · For: ${found.audience}`}
          >
            {found.summary}
          </PageHead>
          <Columns
            label="Follow this plan"
            aside={<Follow id={found.id} date={date} onDate={setDate} weeks={found.weeks} />}
          >
            {found.weeks.map((week) => (
              <Week key={week.number} week={week} />
            ))}
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}

interface FollowProps {
  id: string;
  date: string;
  onDate: (date: string) => void;
  weeks: PlanWeek[];
}

function Follow({ id, date, onDate, weeks }: FollowProps) {
  const candidate = isCandidate(useMe());
  const navigate = useNavigate();
  const queries = useQueryClient();
  const chosen = useQuery({ ...myPlanQuery(), enabled: candidate }).data?.chosen;
  const follow = useMutation({
    mutationFn: () => choosePlan(id, date === '' ? undefined : date),
    onSuccess: (mine) => {
      queries.setQueryData(keys.myPlan, mine);
      void queries.invalidateQueries({ queryKey: keys.next });
      void navigate('/plans');
    },
  });
  const over = weeksOver(weeks, today());
  const same = chosen?.planId === id;
  return (
    <Paper withBorder radius="lg" p="lg">
      <Stack gap="sm">
        <TextInput
          type="date"
          label="Day of your interview"
          description="The weeks are counted back from it."
          min={today()}
          value={date}
          onChange={(event) => onDate(event.currentTarget.value)}
        />
        {over > 0 && (
          <Text size="sm" role="status">
            <b>{plural(over, 'week')}</b> of this plan would be over by then already. You can join
            it in week {over + 1}, or take a shorter one.
          </Text>
        )}
        {candidate ? (
          <>
            <Button
              fullWidth
              loading={follow.isPending}
              onClick={() => follow.mutate()}
              data-testid="follow-plan"
            >
              {same ? 'Set this day' : 'Follow this plan'}
            </Button>
            {chosen && !same && (
              <Text size="sm" c="dimmed">
                It takes the place of “{chosen.title}” and of what you ticked there.
              </Text>
            )}
            {same && (
              <Text size="sm" c="dimmed">
                You follow this plan.{' '}
                <Link to="/plans" className={classes.textLink}>
                  See your progress
                </Link>
              </Text>
            )}
            {date === '' && !same && (
              <Text size="sm" c="dimmed">
                Without a day, the first week begins today.
              </Text>
            )}
          </>
        ) : (
          <Text size="sm" c="dimmed">
            Candidates can follow a plan and see their progress.
          </Text>
        )}
        {follow.isError && <FailureLine>{follow.error.message}</FailureLine>}
      </Stack>
    </Paper>
  );
}

function Week({ week }: { week: PlanWeek }) {
  return (
    <Section
      title={`Week ${week.number}: ${week.title}`}
      lead={
        <>
          {week.from && week.to && (
            <b>
              {calendarDay(week.from)} to {calendarDay(week.to)}
              {' · '}
            </b>
          )}
          {hours(week.minutes)} · {week.goal}
        </>
      }
    >
      <ul className={classes.activities}>
        {week.activities.map((activity) => (
          <ActivityRow
            key={activity.id}
            activity={{
              ...activity,
              topic: activity.topic?.id,
              loop: activity.loop?.id,
              guide: activity.guide?.id,
            }}
          />
        ))}
      </ul>
      {week.topics.length > 0 && (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            Topics:
          </Text>
          {week.topics.map(({ id, title }) => (
            <Link key={id} to={`/topics/${id}`} className={classes.textLink}>
              {title}
            </Link>
          ))}
        </Group>
      )}
    </Section>
  );
}
