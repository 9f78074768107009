import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { LinkTags } from '@/components/link-tags';
import { Loaded } from '@/components/loaded';
import { Markdown } from '@/components/markdown';
import { Section } from '@/components/section';
import { guideQuery } from '@/features/prepare/api/read-guide';
import { PageHead } from '@/features/prepare/page-head';
import { roundLabel } from '@/lib/labels';
import classes from './guide-page.module.css';

export function GuidePage() {
  const { id = '' } = useParams();
  const guide = useQuery(guideQuery(id));
  return (
    <Loaded
      page
      query={guide}
      missing={{
        title: 'There is no such guide',
        detail: 'The page on rounds and advice has all of them.',
      }}
    >
      {(found) => (
        <Stack gap={40} key={found.id}>
          <PageHead title={found.title} back={{ to: '/rounds', label: 'Rounds and advice' }}>
            {found.summary}
          </PageHead>
          <Columns
            label="About this guide"
            aside={
              <Stack gap="lg">
                <nav aria-label="In this guide">
                  <Text size="sm" fw={600} mb={6}>
                    In this guide
                  </Text>
                  <ol className={classes.contents}>
                    {found.sections.map(({ title }, index) => (
                      <li key={title}>
                        <Anchor
                          href={`#part-${index}`}
                          size="sm"
                          onClick={(event) => {
                            event.preventDefault();
                            const part = document.getElementById(`part-${index}`);
                            part?.focus({ preventScroll: true });
                            part?.scrollIntoView();
                          }}
                        >
                          {title}
                        </Anchor>
                      </li>
                    ))}
                  </ol>
                </nav>
                <LinkTags
                  title="Helps with"
                  tags={found.rounds.map((round) => ({
                    to: `/rounds/${round}`,
                    label: roundLabel(round),
                  }))}
                />
              </Stack>
            }
          >
            {found.sections.map(({ title, body }, index) => (
              <div key={title} id={`part-${index}`} tabIndex={-1} className={classes.part}>
                <Section title={title}>
                  <Markdown>{body}</Markdown>
                </Section>
              </div>
            ))}
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}
