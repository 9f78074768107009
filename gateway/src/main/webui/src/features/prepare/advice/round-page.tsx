import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { LinkTags } from '@/components/link-tags';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { roundQuery } from '@/features/prepare/api/read-round';
import { PageHead } from '@/features/prepare/page-head';
import { Points } from '@/features/prepare/points';
import type { Round } from '@/lib/api/types';
import { plural } from '@/lib/format';
import classes from './round-page.module.css';

export function RoundPage() {
  const { id = '' } = useParams();
  const round = useQuery(roundQuery(id as Round));
  return (
    <Loaded
      page
      query={round}
      missing={{
        title: 'There is no such round',
        detail: 'The page on rounds and advice has all of them.',
      }}
    >
      {(found) => (
        <Stack gap={40} key={found.id}>
          <PageHead
            title={found.title}
            back={{ to: '/rounds', label: 'Rounds and advice' }}
            actions={
              found.questions > 0 && (
                <>
                  <Button component={Link} to={`/questions?round=${found.id}`}>
                    {plural(found.questions, 'question')} of this round
                  </Button>
                  <Button component={Link} to={`/random-set?round=${found.id}`} variant="default">
                    Draw a few
                  </Button>
                </>
              )
            }
          >
            {found.summary}
          </PageHead>
          <Columns
            label="Around this round"
            aside={
              <LinkTags
                title="Guides that help"
                tags={found.guides.map(({ id: to, title }) => ({
                  to: `/guides/${to}`,
                  label: title,
                }))}
              />
            }
          >
            <Section title="What it tests">
              <Points items={found.tests} />
            </Section>
            <Section title="What is scored">
              <Points items={found.scored} />
            </Section>
            <Section title="How to prepare">
              <Points items={found.prepare} />
            </Section>
            <Section title="During the round">
              <Points items={found.during} />
            </Section>
            <Section title="Common mistakes">
              <ul className={classes.mistakes}>
                {found.mistakes.map(({ title, instead }) => (
                  <li key={title}>
                    <b>{title}</b>
                    <span>
                      <span className={classes.instead}>Instead: </span>
                      {instead}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}
