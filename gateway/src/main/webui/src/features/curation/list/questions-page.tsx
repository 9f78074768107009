import {
  Anchor,
  Button,
  Checkbox,
  CloseButton,
  Group,
  MultiSelect,
  Select,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconFilterOff, IconPencilPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import type { CuratedPage, CuratedSummary } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { roundLabel } from '@/lib/labels';
import { useTopicName } from '@/lib/topics';
import { pageSize, questionsQuery } from '@/features/curation/api/list-questions';
import { stateWord } from '@/features/curation/content/labels';
import { StateBadges } from '@/features/curation/content/state-badges';
import { BulkBar, type Chosen } from './bulk-bar';
import { BulkHistory } from './bulk-history';
import {
  isNarrowed,
  readFilter,
  writeFilter,
  type CuratedFilter,
  type Sort,
} from './curated-filter';
import { NewQuestionDialog } from './new-question-dialog';
import classes from './questions-page.module.css';

const sortLabels: Record<Sort, string> = {
  updated: 'Last changed first',
  title: 'By title',
  state: 'By state',
};

const nothing: CuratedFilter = {
  q: '',
  state: [],
  round: [],
  topic: [],
  author: '',
  pack: '',
  sort: 'updated',
  page: 0,
};

/** Every question in whatever state, for those who write and review them. */
export function QuestionsPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const questions = useQuery(questionsQuery(filter));
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [everything, setEverything] = useState(false);
  const [adding, newQuestion] = useDisclosure(false);
  const narrow = (change: Partial<CuratedFilter>) => {
    setEverything(false);
    setParams(writeFilter({ ...filter, page: 0, ...change }));
  };
  const clear = () => narrow({ ...nothing, sort: filter.sort });

  const items = questions.data?.items ?? [];
  const total = questions.data?.page.total ?? 0;
  const allHere = items.length > 0 && items.every(({ id }) => chosen.has(id));
  const choose = (rows: readonly CuratedSummary[], on: boolean) => {
    const next = new Map(chosen);
    rows.forEach(({ id, title }) => (on ? next.set(id, title) : next.delete(id)));
    setChosen(next);
    setEverything(false);
  };
  const selection: Chosen = everything
    ? { kind: 'filter', filter, count: total }
    : { kind: 'questions', ids: [...chosen.keys()] };
  const some = everything || chosen.size > 0;
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="end" gap="md">
        <div>
          <PageHeading>Questions</PageHeading>
          <Text c="dimmed" mt={4} maw={640}>
            Write, review and publish. What is published never changes: an edit makes the next
            version.
          </Text>
        </div>
        <Button
          leftSection={<IconPencilPlus size={18} aria-hidden />}
          onClick={newQuestion.open}
          data-testid="new-question"
        >
          New question
        </Button>
      </Group>
      <Filters filter={filter} facets={questions.data?.facets} onNarrow={narrow} />
      {questions.isError && !questions.data && (
        <Failure error={questions.error} onRetry={() => void questions.refetch()} />
      )}
      {questions.isPending && <Skeleton h={320} radius="lg" aria-hidden />}
      {questions.data && items.length === 0 && (
        <Notice
          icon={<IconFilterOff />}
          title={isNarrowed(filter) ? 'No question fits' : 'There is no question yet'}
          color="gray"
          action={
            isNarrowed(filter) && (
              <Button variant="light" onClick={clear}>
                Clear filters
              </Button>
            )
          }
        >
          {isNarrowed(filter)
            ? 'Take a filter away, or look for other words.'
            : 'Write the first one, or import a pack.'}
        </Notice>
      )}
      {items.length > 0 && (
        <Stack gap="sm">
          <Group justify="space-between" mih={30}>
            <Text size="sm" c="dimmed" role="status">
              {plural(total, 'question')}, {sortLabels[filter.sort].toLowerCase()}
            </Text>
            {isNarrowed(filter) && (
              <Button variant="subtle" size="compact-sm" onClick={clear}>
                Clear filters
              </Button>
            )}
          </Group>
          {some && (
            <BulkBar
              chosen={selection}
              topics={questions.data?.facets.topic.map(({ value }) => value) ?? []}
              packs={questions.data?.facets.pack.map(({ value }) => value) ?? []}
              more={
                !everything && allHere && total > chosen.size ? (
                  <Button size="compact-sm" variant="subtle" onClick={() => setEverything(true)}>
                    Choose all {total.toLocaleString()} that fit
                  </Button>
                ) : null
              }
              onClear={() => {
                setChosen(new Map());
                setEverything(false);
              }}
            />
          )}
          <DataTable
            label="Questions"
            minWidth={760}
            aria-busy={questions.isPlaceholderData}
            columns={[
              <Checkbox
                key="all"
                aria-label="Choose all on this page"
                checked={everything || allHere}
                indeterminate={!everything && !allHere && items.some(({ id }) => chosen.has(id))}
                onChange={(event) => choose(items, event.currentTarget.checked)}
              />,
              'Question',
              'State',
              'Topics',
              'Changed',
            ]}
          >
            {items.map((question) => (
              <Row
                key={question.id}
                question={question}
                chosen={everything || chosen.has(question.id)}
                onChoose={(on) => choose([question], on)}
              />
            ))}
          </DataTable>
          <Pages
            total={Math.ceil(total / pageSize)}
            value={filter.page + 1}
            onChange={(page) => {
              setParams(writeFilter({ ...filter, page: page - 1 }));
              window.scrollTo({ top: 0 });
            }}
          />
        </Stack>
      )}
      <BulkHistory />
      {adding && <NewQuestionDialog onClose={newQuestion.close} />}
    </Stack>
  );
}

interface FiltersProps {
  filter: CuratedFilter;
  facets: CuratedPage['facets'] | undefined;
  onNarrow: (change: Partial<CuratedFilter>) => void;
}

function Filters({ filter, facets, onNarrow }: FiltersProps) {
  const topicName = useTopicName();
  const [text, setText] = useState(filter.q);
  const search = useDebouncedCallback((q: string) => onNarrow({ q }), 300);
  const [before, setBefore] = useState(filter.q);
  if (before !== filter.q) {
    // The address changed by other means: back, or “Clear filters”.
    setBefore(filter.q);
    setText(filter.q);
  }
  const options = (
    values: readonly { value: string; count: number }[] | undefined,
    label: (value: string) => string,
  ) =>
    (values ?? []).map(({ value, count }) => ({
      value,
      label: `${label(value)} (${count.toLocaleString()})`,
    }));
  return (
    <div className={classes.filters} role="search" aria-label="Filters">
      <TextInput
        className={classes.search}
        aria-label="Words in the title or the address"
        placeholder="Words in the title or the address"
        leftSection={<IconSearch size={17} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
        rightSection={
          text !== '' && (
            <CloseButton
              aria-label="Clear the words"
              onClick={() => {
                setText('');
                onNarrow({ q: '' });
              }}
            />
          )
        }
      />
      <MultiSelect
        aria-label="State"
        placeholder={filter.state.length === 0 ? 'Any state' : undefined}
        data={options(facets?.state, (value) => stateWord(value).label)}
        value={filter.state}
        onChange={(state) => onNarrow({ state: state as CuratedFilter['state'] })}
      />
      <MultiSelect
        aria-label="Round"
        placeholder={filter.round.length === 0 ? 'Any round' : undefined}
        data={options(facets?.round, roundLabel)}
        value={filter.round}
        onChange={(round) => onNarrow({ round: round as CuratedFilter['round'] })}
      />
      <MultiSelect
        aria-label="Topic"
        placeholder={filter.topic.length === 0 ? 'Any topic' : undefined}
        searchable
        data={options(facets?.topic, topicName)}
        value={filter.topic}
        onChange={(topic) => onNarrow({ topic })}
      />
      <Select
        aria-label="Author"
        placeholder="Any author"
        clearable
        clearButtonProps={{ 'aria-label': 'Any author' }}
        data={options(facets?.author, (value) => value)}
        value={filter.author === '' ? null : filter.author}
        onChange={(author) => onNarrow({ author: author ?? '' })}
      />
      <Select
        aria-label="Pack"
        placeholder="Any pack"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any pack' }}
        data={options(facets?.pack, (value) => value)}
        value={filter.pack === '' ? null : filter.pack}
        onChange={(pack) => onNarrow({ pack: pack ?? '' })}
      />
      <Select
        aria-label="Order"
        allowDeselect={false}
        data={Object.entries(sortLabels).map(([value, label]) => ({ value, label }))}
        value={filter.sort}
        onChange={(sort) => onNarrow({ sort: (sort ?? 'updated') as Sort })}
      />
    </div>
  );
}

interface RowProps {
  question: CuratedSummary;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function Row({ question, chosen, onChoose }: RowProps) {
  const { id, title, round, topics, pack, draft, updatedAt, updatedBy } = question;
  const topicName = useTopicName();
  const name = title.trim() === '' ? 'No title yet' : title;
  return (
    <Table.Tr data-testid="curated-question" bg={chosen ? 'var(--gr-inset)' : undefined}>
      <Table.Td>
        <Checkbox
          aria-label={`Choose ${name}`}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Th scope="row" fw={500}>
        <Anchor component={Link} to={`/admin/questions/${id}`} inherit display="block">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" fw={400}>
          {[round && roundLabel(round), pack].filter(Boolean).join(' · ')}
        </Text>
      </Table.Th>
      <Table.Td>
        <StateBadges question={question} />
        {draft?.scheduledFor && (
          <Text size="xs" c="dimmed" mt={2}>
            for {dayTime(draft.scheduledFor)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{topics.map(topicName).join(', ')}</Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {dayTime(draft?.updatedAt ?? updatedAt)}
        <Text size="xs" c="dimmed">
          by {draft?.updatedBy ?? updatedBy}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
