import { Select, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { loopsQuery } from '@/features/prepare/api/list-loops';
import { PageHead } from '@/features/prepare/page-head';
import type { LoopSummary } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { levelRange, levels } from '@/lib/labels';

export function LoopsPage() {
  const loops = useQuery(loopsQuery());
  return (
    <Stack gap="xl">
      <PageHead title="Loops">
        A loop is the whole row of rounds behind one decision. These are run by kinds of companies,
        not copied from one; each can be practised with questions drawn for it.
      </PageHead>
      <Loaded query={loops}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<IconRoute />} title="No loops yet" color="gray" />
          ) : (
            <Loops loops={items} />
          )
        }
      </Loaded>
    </Stack>
  );
}

function Loops({ loops }: { loops: LoopSummary[] }) {
  const [level, setLevel] = useState<string | null>(null);
  const shown = loops.filter(
    ({ levels: { min, max } }) => level === null || (min <= level && level <= max),
  );
  return (
    <>
      <Select
        label="For level"
        placeholder="Any"
        clearable
        clearButtonProps={{ 'aria-label': 'Any level' }}
        w={160}
        data={[...levels]}
        value={level}
        onChange={setLevel}
      />
      <Text size="sm" c="dimmed" role="status">
        {plural(shown.length, 'loop')}
      </Text>
      <CardGrid>
        {shown.map(({ id, title, summary, levels: range, rounds, minutes }) => (
          <LinkCard
            key={id}
            to={`/loops/${id}`}
            title={title}
            facts={`${levelRange(range)} · ${plural(rounds.length, 'round')} · ${hours(minutes)}`}
          >
            {summary}
          </LinkCard>
        ))}
      </CardGrid>
    </>
  );
}
