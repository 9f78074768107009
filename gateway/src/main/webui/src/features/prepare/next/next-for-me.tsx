import { Text, Title } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import { nextQuery } from '@/features/prepare/api/list-next';
import type { NextItem } from '@/lib/api/types';
import { roundLabel } from '@/lib/labels';
import classes from './next-for-me.module.css';

const reasons: Record<NextItem['reason']['code'], { label: string; tone: BadgeTone }> = {
  unfinished: { label: 'Unfinished', tone: 'busy' },
  'weak-topic': { label: 'Weak topic', tone: 'doubtful' },
  again: { label: 'Worth another try', tone: 'doubtful' },
  plan: { label: 'In your plan', tone: 'good' },
  bookmarked: { label: 'Bookmarked', tone: 'plain' },
  'new-topic': { label: 'New topic', tone: 'plain' },
  new: { label: 'New to you', tone: 'plain' },
};

/** What to practise next, and honestly why. */
export function NextForMe({ size = 4 }: { size?: number }) {
  const next = useQuery(nextQuery(size));
  return (
    <Loaded query={next}>
      {({ items }) =>
        items.length === 0 ? (
          <Notice icon={<IconSparkles />} title="Nothing to suggest" color="gray">
            There are no published questions yet.
          </Notice>
        ) : (
          <ol className={classes.list} data-testid="next-for-me">
            {items.map((item) => (
              <li key={item.questionId} className={classes.card}>
                <ToneBadge tone={reasons[item.reason.code].tone}>
                  {reasons[item.reason.code].label}
                </ToneBadge>
                <Title order={3} className={classes.title}>
                  <Link
                    to={
                      item.reason.attemptId
                        ? `/attempts/${item.reason.attemptId}`
                        : `/questions/${item.slug}`
                    }
                    className={classes.link}
                  >
                    {item.title}
                  </Link>
                </Title>
                <Text size="sm">{item.reason.detail}</Text>
                <Text size="xs" c="dimmed" className={classes.facts}>
                  {roundLabel(item.round)} · {item.minutes} min
                </Text>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}
