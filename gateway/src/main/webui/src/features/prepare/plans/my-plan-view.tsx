import { Accordion, Button, Group, Progress, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import { FailureLine } from '@/components/failure';
import { ToneBadge } from '@/components/tone-badge';
import { choosePlan } from '@/features/prepare/api/choose-plan';
import { keys } from '@/features/prepare/api/keys';
import { leavePlan } from '@/features/prepare/api/leave-plan';
import { tickActivity } from '@/features/prepare/api/tick-activity';
import type { ChosenPlan, MyWeek } from '@/lib/api/types';
import { calendarDay, hours, plural, today } from '@/lib/format';
import { ActivityRow } from './activity-row';
import classes from './plan.module.css';

export interface MyPlanViewProps {
  plan: ChosenPlan;
}

export function MyPlanView({ plan }: MyPlanViewProps) {
  const [leaving, setLeaving] = useState(false);
  const [dating, setDating] = useState(false);
  const current = plan.currentWeek ?? (plan.weeks[0]?.state === 'coming' ? 1 : undefined);
  return (
    <Stack gap="xl" component="section" aria-label={plan.title}>
      <div className={classes.head} data-testid="my-plan">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} size="h3">
              {plan.title}
            </Title>
            <Text c="dimmed" size="sm" mt={4}>
              {calendarDay(plan.startsOn)} to {calendarDay(plan.endsOn)}
              {plan.interviewDate && `, the day of your interview`}
              {untilThen(plan.daysLeft)}
            </Text>
          </div>
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={() => setDating(true)}>
              {plan.interviewDate ? 'Change the day' : 'Set the day of the interview'}
            </Button>
            <Button variant="subtle" color="gray" size="xs" onClick={() => setLeaving(true)}>
              Leave the plan
            </Button>
          </Group>
        </Group>
        <PlanProgress plan={plan} />
      </div>
      <Accordion
        multiple
        variant="separated"
        order={3}
        classNames={{ item: classes.week }}
        defaultValue={current === undefined ? [] : [String(current)]}
      >
        {plan.weeks.map((week) => (
          <Week key={week.number} week={week} />
        ))}
      </Accordion>
      {dating && <SetDay plan={plan} onClose={() => setDating(false)} />}
      {leaving && <Leave plan={plan} onClose={() => setLeaving(false)} />}
    </Stack>
  );
}

function untilThen(daysLeft: number | undefined): string {
  if (daysLeft === undefined) {
    return '';
  }
  if (daysLeft < 0) {
    return ' (it is over)';
  }
  return daysLeft === 0 ? ' (today)' : ` (in ${plural(daysLeft, 'day')})`;
}

/** How far a plan is, as a bar and in words. */
export function PlanProgress({ plan }: MyPlanViewProps) {
  const { complete, of, minutesDone, minutes } = plan.progress;
  return (
    <div>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={of === 0 ? 0 : (100 * complete) / of} color="green" />
      </Progress.Root>
      <Text size="sm" mt={6}>
        <b>
          {complete} of {of}
        </b>{' '}
        done · {hours(minutesDone)} of {hours(minutes)}
      </Text>
    </div>
  );
}

const weekStates = {
  past: { label: 'Over', tone: 'plain' },
  current: { label: 'This week', tone: 'good' },
  coming: { label: 'To come', tone: 'plain' },
} as const;

function Week({ week }: { week: MyWeek }) {
  const queries = useQueryClient();
  const tick = useMutation({
    mutationFn: ({ id, done }: { id: string; done: boolean }) => tickActivity(id, done),
    onSuccess: (plan) => {
      queries.setQueryData(keys.myPlan, plan);
      void queries.invalidateQueries({ queryKey: keys.next });
    },
  });
  const state = weekStates[week.state];
  return (
    <Accordion.Item value={String(week.number)}>
      <Accordion.Control>
        <Group gap="xs" pe="sm">
          <Text fw={600}>
            Week {week.number}: {week.title}
          </Text>
          <ToneBadge tone={state.tone} size="sm">
            {state.label}
          </ToneBadge>
          <Text size="sm" c="dimmed">
            {calendarDay(week.from)} to {calendarDay(week.to)} · {week.complete} of{' '}
            {week.activities.length} done
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="md">
          <Text size="sm">{week.goal}</Text>
          {tick.isError && <FailureLine>{tick.error.message}</FailureLine>}
          <ul className={classes.activities}>
            {week.activities.map((activity) => (
              <ActivityRow
                key={activity.id}
                activity={activity}
                progress={{
                  ...activity,
                  // A tick shows at once; the answer then says what really is.
                  ...(tick.isPending &&
                    tick.variables.id === activity.id && {
                      complete: tick.variables.done,
                      ticked: tick.variables.done,
                    }),
                  onTick: (done) => tick.mutate({ id: activity.id, done }),
                }}
              />
            ))}
          </ul>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

interface DialogProps extends MyPlanViewProps {
  onClose: () => void;
}

function SetDay({ plan, onClose }: DialogProps) {
  const queries = useQueryClient();
  const [date, setDate] = useState(plan.interviewDate ?? '');
  const set = useMutation({
    mutationFn: () => choosePlan(plan.planId, date),
    onSuccess: (mine) => {
      queries.setQueryData(keys.myPlan, mine);
      void queries.invalidateQueries({ queryKey: keys.next });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="When is your interview?"
      back="Leave it"
      label="Set the day"
      onConfirm={() => date !== '' && set.mutate()}
      pending={set.isPending}
      failure={set.error?.message}
    >
      <TextInput
        type="date"
        label="Day of your interview"
        description="The weeks are counted back from it. What you have done stays done."
        min={today()}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  );
}

function Leave({ plan, onClose }: DialogProps) {
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: leavePlan,
    onSuccess: () => {
      queries.setQueryData(keys.myPlan, {});
      void queries.invalidateQueries({ queryKey: keys.next });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="Leave this plan?"
      back="Stay"
      label="Leave the plan"
      onConfirm={() => leave.mutate()}
      pending={leave.isPending}
      failure={leave.error?.message}
      danger
    >
      <Text>
        What you ticked in “{plan.title}” is forgotten. Your answers and grades stay as they are.
      </Text>
    </Confirm>
  );
}
