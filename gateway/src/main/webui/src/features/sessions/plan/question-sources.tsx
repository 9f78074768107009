import {
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Tabs,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDice5, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureLine } from '@/components/failure';
import { MultiChoice } from '@/components/multi-choice';
import {
  collectionChoicesQuery,
  collectionQuestionsQuery,
  drawnSetQuery,
  findQuestionsQuery,
  loopChoicesQuery,
  loopQuestionsQuery,
  topicChoicesQuery,
  type SetChoice,
} from '@/features/sessions/api/catalog';
import type { QuestionSummary } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { difficultyLabel, levelRange, levels, roundCodes, roundLabel } from '@/lib/labels';
import { newSeed } from '@/lib/seed';
import { mostQuestions, type PlannedQuestion } from './agenda';
import classes from './question-sources.module.css';

export interface QuestionSourcesProps {
  /** What is on the agenda already. */
  taken: ReadonlySet<string>;
  onAdd: (questions: PlannedQuestion[], from?: { loopId: string; title: string }) => void;
}

const planned = (question: QuestionSummary): PlannedQuestion => ({
  questionId: question.id,
  title: question.title,
  minutes: question.minutes,
  facts: [roundLabel(question.round), difficultyLabel(question.difficulty)].join(' · '),
});

const roomLeft = (taken: ReadonlySet<string>): number => Math.max(0, mostQuestions - taken.size);

/** Where an agenda comes from: a search by hand, a loop, a collection, a set that is drawn. */
export function QuestionSources({ taken, onAdd }: QuestionSourcesProps) {
  return (
    <div>
      <Text size="sm" role="status" data-testid="agenda-room" mb={roomLeft(taken) === 0 ? 'sm' : 0}>
        {roomLeft(taken) === 0 &&
          `The agenda is full: a session has ${mostQuestions} questions at most. Take one off to add another.`}
      </Text>
      <Tabs defaultValue="search" keepMounted={false} className={classes.sources}>
        <Tabs.List>
          <Tabs.Tab value="search">By hand</Tabs.Tab>
          <Tabs.Tab value="loop">From a loop</Tabs.Tab>
          <Tabs.Tab value="collection">From a collection</Tabs.Tab>
          <Tabs.Tab value="set">Drawn at random</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="search" pt="md">
          <BySearch taken={taken} onAdd={onAdd} />
        </Tabs.Panel>
        <Tabs.Panel value="loop" pt="md">
          <FromLoop taken={taken} onAdd={onAdd} />
        </Tabs.Panel>
        <Tabs.Panel value="collection" pt="md">
          <FromCollection taken={taken} onAdd={onAdd} />
        </Tabs.Panel>
        <Tabs.Panel value="set" pt="md">
          <FromSet taken={taken} onAdd={onAdd} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function BySearch({ taken, onAdd }: QuestionSourcesProps) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery(findQuestionsQuery(q));
  return (
    <Stack gap="sm">
      <TextInput
        label="Search questions"
        placeholder="Attention, rate limiting, a time you were wrong…"
        leftSection={<IconSearch size={17} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
          }
        }}
        data-testid="find-questions"
      />
      {found.isError && <FailureLine>{found.error.message}</FailureLine>}
      <Choices questions={found.data ?? []} taken={taken} onAdd={onAdd} />
      {found.data?.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          No question fits these words.
        </Text>
      )}
    </Stack>
  );
}

interface ChoicesProps extends QuestionSourcesProps {
  questions: readonly QuestionSummary[];
}

function Choices({ questions, taken, onAdd }: ChoicesProps) {
  const full = roomLeft(taken) === 0;
  return (
    <ul className={classes.choices}>
      {questions.map((question) => {
        const on = taken.has(question.id);
        return (
          <li key={question.id} className={classes.choice}>
            <div className={classes.what}>
              <Text size="sm" fw={600}>
                {question.title}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  roundLabel(question.round),
                  levelRange(question.level),
                  difficultyLabel(question.difficulty),
                  `${question.minutes} min`,
                ].join(' · ')}
              </Text>
            </div>
            <Button
              size="compact-sm"
              variant={on ? 'subtle' : 'light'}
              disabled={on || full}
              leftSection={on ? undefined : <IconPlus size={15} aria-hidden />}
              aria-label={on ? `${question.title} is on the agenda` : `Add ${question.title}`}
              onClick={() => onAdd([planned(question)])}
              data-testid="add-question"
            >
              {on ? 'Added' : 'Add'}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function FromLoop({ taken, onAdd }: QuestionSourcesProps) {
  const queries = useQueryClient();
  const loops = useQuery(loopChoicesQuery());
  const [id, setId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [leftOut, setLeftOut] = useState(0);
  const loop = loops.data?.items.find((other) => other.id === id);
  const add = async () => {
    if (!loop) {
      return;
    }
    setFailure(null);
    try {
      const drawn = await queries.fetchQuery(loopQuestionsQuery(loop.id, newSeed()));
      const fresh = drawn.rounds
        .flatMap(({ questions }) => questions.slice(0, 1).map(planned))
        .filter(({ questionId }) => !taken.has(questionId));
      setLeftOut(Math.max(0, fresh.length - roomLeft(taken)));
      onAdd(fresh, { loopId: loop.id, title: loop.title });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'The loop could not be read.');
    }
  };
  return (
    <Stack gap="sm">
      <Select
        label="Loop"
        placeholder="Choose a loop"
        searchable
        allowDeselect={false}
        data={(loops.data?.items ?? []).map(({ id: value, title }) => ({ value, label: title }))}
        value={id}
        onChange={(chosen) => {
          setId(chosen);
          setLeftOut(0);
        }}
        nothingFoundMessage="No loop is called that"
      />
      {loop && (
        <>
          <Text size="sm" c="dimmed">
            {loop.summary}
          </Text>
          <Text size="sm">
            {plural(loop.rounds.length, 'round')}: one question is drawn for each that can be
            practised. Change the agenda afterwards as you like.
          </Text>
        </>
      )}
      {leftOut > 0 && (
        <Text size="sm" role="status">
          {plural(leftOut, 'question')} of the loop had no room.
        </Text>
      )}
      {failure && <FailureLine>{failure}</FailureLine>}
      <Group>
        <Button
          variant="light"
          disabled={!loop || roomLeft(taken) === 0}
          onClick={() => void add()}
        >
          Draw its questions
        </Button>
      </Group>
    </Stack>
  );
}

function FromCollection({ taken, onAdd }: QuestionSourcesProps) {
  const collections = useQuery(collectionChoicesQuery());
  const [id, setId] = useState<string | null>(null);
  const collection = useQuery({ ...collectionQuestionsQuery(id ?? ''), enabled: id !== null });
  return (
    <Stack gap="sm">
      <Select
        label="Collection"
        placeholder="Choose a collection"
        searchable
        allowDeselect={false}
        data={(collections.data?.items ?? []).map(({ id: value, title, minutes }) => ({
          value,
          label: `${title} (${hours(minutes)})`,
        }))}
        value={id}
        onChange={setId}
        nothingFoundMessage="No collection is called that"
      />
      {collection.isError && <FailureLine>{collection.error.message}</FailureLine>}
      {collection.data && (
        <Choices questions={collection.data.questions} taken={taken} onAdd={onAdd} />
      )}
    </Stack>
  );
}

/** A set that fits the time; drawn before it is taken, so that its questions can be looked at. */
function FromSet({ taken, onAdd }: QuestionSourcesProps) {
  const topics = useQuery(topicChoicesQuery()).data?.items ?? [];
  const [choice, setChoice] = useState<SetChoice>({ minutes: 60, round: [], topic: [], level: [] });
  const [wish, setWish] = useState<(SetChoice & { seed: number }) | null>(null);
  const change = (part: Partial<SetChoice>) => setChoice((current) => ({ ...current, ...part }));
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label="Minutes in all"
          min={1}
          max={480}
          clampBehavior="strict"
          allowDecimal={false}
          value={choice.minutes}
          onChange={(value) => typeof value === 'number' && change({ minutes: value })}
        />
        <MultiChoice
          label="Levels"
          data={levels.map((value) => ({ value, label: value }))}
          value={choice.level}
          onChange={(level) => change({ level: level as SetChoice['level'] })}
        />
        <MultiChoice
          label="Rounds"
          data={roundCodes.map((value) => ({ value, label: roundLabel(value) }))}
          value={choice.round}
          onChange={(round) => change({ round: round as SetChoice['round'] })}
        />
        <MultiChoice
          label="Topics"
          data={topics.map(({ id, title }) => ({ value: id, label: title }))}
          value={choice.topic}
          onChange={(topic) => change({ topic })}
        />
      </SimpleGrid>
      <Group>
        <Button
          variant="light"
          leftSection={<IconDice5 size={17} aria-hidden />}
          onClick={() => setWish({ ...choice, seed: newSeed() })}
        >
          {wish ? 'Draw another set' : 'Draw a set'}
        </Button>
      </Group>
      {wish && <DrawnSet wish={wish} taken={taken} onAdd={onAdd} />}
    </Stack>
  );
}

interface DrawnSetProps extends QuestionSourcesProps {
  wish: SetChoice & { seed: number };
}

function DrawnSet({ wish, taken, onAdd }: DrawnSetProps) {
  const set = useQuery(drawnSetQuery(wish));
  if (set.isError) {
    return <FailureLine>{set.error.message}</FailureLine>;
  }
  if (!set.data) {
    return null;
  }
  const { items, minutes, candidates } = set.data;
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {candidates === 0
          ? 'No question is like that. Take a wish away.'
          : `${plural(candidates, 'question')} would suit, but none is that short.`}
      </Text>
    );
  }
  const fresh = items.filter(({ id }) => !taken.has(id));
  const addable = fresh.slice(0, roomLeft(taken));
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {plural(items.length, 'question')}, {hours(minutes)}
        </Text>
        <Button
          size="compact-sm"
          disabled={addable.length === 0}
          onClick={() => onAdd(addable.map(planned))}
          data-testid="add-set"
        >
          {addLabel(fresh.length, addable.length)}
        </Button>
      </Group>
      <Choices questions={items} taken={taken} onAdd={onAdd} />
    </>
  );
}

function addLabel(fresh: number, addable: number): string {
  if (fresh === 0) {
    return 'All on the agenda';
  }
  if (addable === 0) {
    return 'No room';
  }
  return addable < fresh ? `Add the first ${addable}` : `Add all ${fresh}`;
}
