import { Button, Drawer, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { QuestionCard } from '@/components/question-card';
import type { Suggestion } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { pageSize, questionsQuery } from './api/find-questions';
import classes from './catalog-page.module.css';
import { FacetList } from './facet-list';
import {
  facetCount,
  facetNames,
  isNarrowed,
  readFilter,
  sorts,
  writeFilter,
  type QuestionFilter,
  type Sort,
} from './question-filter';
import { SearchBox } from './search-box';
import { corrections, whyFound } from './why-found';

const sortLabels: Record<Sort, string> = {
  relevance: 'Best match',
  title: 'Title',
  minutes: 'Shortest first',
  difficulty: 'Easiest first',
  newest: 'Newest first',
};

export function CatalogPage() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const filter = readFilter(params);
  const [typed, setTyped] = useState(filter.q);
  const [facetsOpen, facets] = useDisclosure(false);
  const questions = useQuery(questionsQuery(filter));

  const narrow = (change: Partial<QuestionFilter>, replace = false) =>
    setParams((current) => writeFilter({ ...readFilter(current), page: 0, ...change }), {
      replace,
    });
  const search = useDebouncedCallback((q: string) => narrow({ q }, true), 300);
  const clear = () => {
    search.cancel();
    setTyped('');
    setParams(new URLSearchParams());
  };
  const choose = ({ kind, text, id, slug }: Suggestion) => {
    search.cancel();
    if (kind === 'question' && slug !== undefined) {
      void navigate(`/questions/${slug}`);
    } else if ((kind === 'topic' || kind === 'company') && id !== undefined) {
      setTyped('');
      narrow({ q: '', [kind]: [...new Set([...filter[kind], id])] });
    } else {
      setTyped(text);
      narrow({ q: text });
    }
  };
  // Back and forward change the address; the box follows, unless somebody is typing in it.
  const [followed, setFollowed] = useState(filter.q);
  if (followed !== filter.q) {
    setFollowed(filter.q);
    if (typed.trim() !== filter.q) {
      setTyped(filter.q);
    }
  }

  const chosen = facetCount(filter);
  const facetList = questions.data && (
    <FacetList
      facets={questions.data.facets}
      filter={filter}
      onChange={(name, values) => narrow({ [name]: values })}
    />
  );
  const pages = Math.ceil((questions.data?.page.total ?? 0) / pageSize);

  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Questions</PageHeading>
        <Text c="dimmed" mt={4}>
          Real interview questions, each with the rubric that interviewers score on.
        </Text>
      </div>
      <Group gap="sm" align="end" role="search">
        <div className={classes.search}>
          <SearchBox
            value={typed}
            onType={(value) => {
              setTyped(value);
              search(value);
            }}
            onSearch={() => {
              search.cancel();
              narrow({ q: typed });
            }}
            onChoose={choose}
            onClear={() => {
              setTyped('');
              search.cancel();
              narrow({ q: '' });
            }}
          />
        </div>
        <Select
          aria-label="Order"
          size="md"
          w={180}
          allowDeselect={false}
          data={sorts.map((value) => ({ value, label: sortLabels[value] }))}
          value={filter.sort ?? 'relevance'}
          onChange={(sort) =>
            narrow({ sort: sort === 'relevance' ? undefined : (sort ?? undefined) })
          }
        />
        <Button
          hiddenFrom="md"
          variant="default"
          size="md"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          onClick={facets.open}
        >
          Filters{chosen > 0 ? ` (${chosen})` : ''}
        </Button>
      </Group>
      {questions.isError && !questions.data ? (
        <Failure error={questions.error} onRetry={() => void questions.refetch()} />
      ) : (
        <div className={classes.layout}>
          <Stack component="aside" aria-label="Filters" visibleFrom="md" className={classes.aside}>
            {facetList ?? <FacetSkeleton />}
          </Stack>
          <Stack gap="lg">
            <Group justify="space-between" mih={30}>
              <Text size="sm" c="dimmed" role="status">
                {questions.data ? plural(questions.data.page.total, 'question') : 'Looking…'}
              </Text>
              {isNarrowed(filter) && (
                <Button variant="subtle" size="compact-sm" onClick={clear}>
                  Clear filters
                </Button>
              )}
            </Group>
            <Corrected changes={corrections(questions.data?.items ?? [])} />
            {!questions.data && <CardSkeleton />}
            {questions.data?.items.length === 0 && (
              <Notice
                icon={<IconSearchOff />}
                title="No question fits"
                color="gray"
                action={
                  isNarrowed(filter) ? (
                    <Button variant="light" onClick={clear}>
                      Clear filters
                    </Button>
                  ) : undefined
                }
              >
                {isNarrowed(filter)
                  ? 'Take a filter away, or search for another word.'
                  : 'There are no published questions yet.'}
              </Notice>
            )}
            {questions.data && questions.data.items.length > 0 && (
              <ul
                className={classes.list}
                data-waiting={questions.isPlaceholderData || undefined}
                aria-busy={questions.isPlaceholderData}
              >
                {questions.data.items.map((question) => (
                  <li key={question.id}>
                    <QuestionCard
                      question={question}
                      note={<Found why={whyFound(question.why)} />}
                    />
                  </li>
                ))}
              </ul>
            )}
            <Pages
              total={pages}
              value={filter.page + 1}
              onChange={(page) => {
                narrow({ page: page - 1 });
                window.scrollTo({ top: 0 });
              }}
            />
          </Stack>
        </div>
      )}
      <Drawer
        opened={facetsOpen}
        onClose={facets.close}
        title="Filters"
        position="right"
        size="sm"
        closeButtonProps={{ 'aria-label': 'Close the filters' }}
      >
        {facetList}
        <Group mt="xl" grow>
          <Button variant="default" onClick={clear}>
            Clear
          </Button>
          <Button onClick={facets.close}>
            Show {plural(questions.data?.page.total ?? 0, 'question')}
          </Button>
        </Group>
      </Drawer>
    </Stack>
  );
}

/** What was read for what was typed: nobody should wonder what they are looking at. */
function Corrected({ changes }: { changes: readonly { from: string; to: string }[] }) {
  return changes.length === 0 ? null : (
    <Text size="sm">
      {changes.map(({ from, to }, index) => (
        <span key={from}>
          {index > 0 && ', '}“{from}” was read as <b>“{to}”</b>
        </span>
      ))}
      .
    </Text>
  );
}

function Found({ why }: { why: readonly string[] }) {
  return why.length === 0 ? null : (
    <Text size="xs" mt={6} data-testid="why-found">
      <b>Found by: </b>
      {why.join('; ')}
    </Text>
  );
}

function FacetSkeleton() {
  return (
    <Stack gap="xl" aria-hidden>
      {facetNames.map((name) => (
        <Stack key={name} gap="xs">
          <Skeleton h={14} w="40%" />
          <Skeleton h={22} />
          <Skeleton h={22} w="70%" />
        </Stack>
      ))}
    </Stack>
  );
}

function CardSkeleton() {
  return (
    <Stack gap="sm" aria-hidden>
      {[1, 2, 3, 4].map((card) => (
        <Skeleton key={card} h={150} radius="lg" />
      ))}
    </Stack>
  );
}
