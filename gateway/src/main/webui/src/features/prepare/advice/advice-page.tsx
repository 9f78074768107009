import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { guidesQuery } from '@/features/prepare/api/list-guides';
import { roundsQuery } from '@/features/prepare/api/list-rounds';
import { PageHead } from '@/features/prepare/page-head';
import { plural } from '@/lib/format';
import { roundLabel } from '@/lib/labels';

/** The rounds and what helps across them, on one page: who looks for advice doesn't know which it is. */
export function AdvicePage() {
  const rounds = useQuery(roundsQuery());
  const guides = useQuery(guidesQuery());
  return (
    <Stack gap={40}>
      <PageHead title="Rounds and advice">
        What each round tests, how it is scored and how to prepare; and what helps in all of them.
      </PageHead>
      <Section title="Rounds">
        <Loaded query={rounds}>
          {({ items }) => (
            <CardGrid>
              {items.map(({ id, title, summary, questions, hasPage }) => (
                <LinkCard
                  key={id}
                  to={hasPage ? `/rounds/${id}` : `/questions?round=${id}`}
                  title={title}
                  order={3}
                  facts={plural(questions, 'question')}
                >
                  {summary}
                </LinkCard>
              ))}
            </CardGrid>
          )}
        </Loaded>
      </Section>
      <Section title="Guides">
        <Loaded query={guides}>
          {({ items }) => (
            <CardGrid>
              {items.map(({ id, title, summary, rounds: helps }) => (
                <LinkCard
                  key={id}
                  to={`/guides/${id}`}
                  title={title}
                  order={3}
                  facts={helps.map(roundLabel).join('  ·  ')}
                >
                  {summary}
                </LinkCard>
              ))}
            </CardGrid>
          )}
        </Loaded>
      </Section>
    </Stack>
  );
}
