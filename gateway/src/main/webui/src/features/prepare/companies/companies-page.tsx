import { Stack } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CardGrid, LinkCard } from '@/components/link-card';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { companiesQuery } from '@/features/prepare/api/list-companies';
import { PageHead } from '@/features/prepare/page-head';
import type { CompanySummary } from '@/lib/api/types';
import { plural } from '@/lib/format';

const kinds: Record<CompanySummary['kind'], string> = {
  'frontier-lab': 'Frontier labs',
  'research-lab': 'Research labs',
  'big-tech': 'Large technology companies',
  'ai-infrastructure': 'AI infrastructure',
  'ai-product': 'AI products',
  enterprise: 'Enterprise software',
  'regulated-industry': 'Regulated industries',
  consulting: 'Consulting',
};

export function CompaniesPage() {
  const companies = useQuery(companiesQuery());
  return (
    <Stack gap={40}>
      <PageHead title="Companies">
        How their interviews tend to run and what they stress. Processes change and differ between
        teams: each profile names the public pages that it rests on. Ask your recruiter, too.
      </PageHead>
      <Loaded query={companies}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<IconBuilding />} title="No profiles yet" color="gray" />
          ) : (
            (Object.keys(kinds) as CompanySummary['kind'][]).map((kind) => (
              <Kind
                key={kind}
                title={kinds[kind]}
                companies={items.filter((company) => company.kind === kind)}
              />
            ))
          )
        }
      </Loaded>
    </Stack>
  );
}

function Kind({ title, companies }: { title: string; companies: CompanySummary[] }) {
  return companies.length === 0 ? null : (
    <Section title={title}>
      <CardGrid>
        {companies.map(({ id, name, summary, questions }) => (
          <LinkCard
            key={id}
            to={`/companies/${id}`}
            title={name}
            order={3}
            facts={questions > 0 && plural(questions, 'question')}
          >
            {summary}
          </LinkCard>
        ))}
      </CardGrid>
    </Section>
  );
}
