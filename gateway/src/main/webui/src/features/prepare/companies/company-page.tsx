import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Columns } from '@/components/columns';
import { LinkTags } from '@/components/link-tags';
import { Loaded } from '@/components/loaded';
import { Section } from '@/components/section';
import { companyQuery } from '@/features/prepare/api/read-company';
import { PageHead } from '@/features/prepare/page-head';
import { Details, Points } from '@/features/prepare/points';
import { Reading } from '@/features/prepare/reading';
import { plural } from '@/lib/format';

export function CompanyPage() {
  const { id = '' } = useParams();
  const company = useQuery(companyQuery(id));
  return (
    <Loaded
      page
      query={company}
      missing={{
        title: 'There is no such company here',
        detail: 'The list of companies has all that are described.',
      }}
    >
      {(found) => (
        <Stack gap={40} key={found.id}>
          <PageHead
            title={found.name}
            back={{ to: '/companies', label: 'All companies' }}
            actions={
              <>
                {found.loops[0] && (
                  <Button component={Link} to={`/loops/${found.loops[0].id}`}>
                    Practise its loop
                  </Button>
                )}
                {found.questions > 0 && (
                  <Button component={Link} to={`/questions?company=${found.id}`} variant="default">
                    {plural(found.questions, 'question')} typical of it
                  </Button>
                )}
              </>
            }
          >
            {found.summary}
          </PageHead>
          <Columns
            label="Around this company"
            aside={
              <Stack gap="lg">
                <LinkTags
                  title="Loops"
                  tags={found.loops.map(({ id: to, title }) => ({
                    to: `/loops/${to}`,
                    label: title,
                  }))}
                />
                <LinkTags
                  title="Topics"
                  tags={found.topics.map(({ id: to, title }) => ({
                    to: `/topics/${to}`,
                    label: title,
                  }))}
                />
              </Stack>
            }
          >
            <Section title="What they stress">
              <Details items={found.stresses} />
            </Section>
            <Section title="How the process tends to run">
              <Details items={found.process} ordered />
            </Section>
            <Section title="How to prepare">
              <Points items={found.prepare} />
            </Section>
            {found.sources.length > 0 && (
              <Section title="Where this comes from">
                <Reading items={found.sources} />
              </Section>
            )}
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}
