import { IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import { nextQuery } from '@/features/prepare/api/list-next';
import type { NextItem } from '@/lib/api/types';
import { roundLabel } from '@/lib/labels';

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
          <div data-testid="next-for-me">
            <CardGrid ordered>
              {items.map((item) => (
                <LinkCard
                  key={item.questionId}
                  to={
                    item.reason.attemptId
                      ? `/attempts/${item.reason.attemptId}`
                      : `/questions/${item.slug}`
                  }
                  title={item.title}
                  order={3}
                  badge={
                    <ToneBadge tone={reasons[item.reason.code].tone}>
                      {reasons[item.reason.code].label}
                    </ToneBadge>
                  }
                  facts={`${roundLabel(item.round)} · ${item.minutes} min`}
                >
                  {item.reason.detail}
                </LinkCard>
              ))}
            </CardGrid>
          </div>
        )
      }
    </Loaded>
  );
}
