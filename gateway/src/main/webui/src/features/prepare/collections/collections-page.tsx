import { Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { collectionsQuery } from '@/features/prepare/api/list-collections';
import { PageHead } from '@/features/prepare/page-head';
import { hours, plural } from '@/lib/format';

export function CollectionsPage() {
  const collections = useQuery(collectionsQuery());
  return (
    <Stack gap="xl">
      <PageHead title="Collections">
        Hand-picked sets, each with a purpose, in the order in which they are best practised.
      </PageHead>
      <Loaded query={collections}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<IconStack2 />} title="No collections yet" color="gray" />
          ) : (
            <CardGrid>
              {items.map(({ id, title, summary, questions, minutes }) => (
                <LinkCard
                  key={id}
                  to={`/collections/${id}`}
                  title={title}
                  facts={`${plural(questions, 'question')} · ${hours(minutes)}`}
                >
                  {summary}
                </LinkCard>
              ))}
            </CardGrid>
          )
        }
      </Loaded>
    </Stack>
  );
}
