import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconFilePlus,
  IconPrinter,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure } from '@/components/failure';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { sheetsQuery } from '@/features/prepare/api/read-sheets';
import { PageHead } from '@/features/prepare/page-head';
import { ProblemError } from '@/lib/api/problem';
import type { QuestionView } from '@/lib/api/types';
import { hours, plural } from '@/lib/format';
import { isReviewer, useMe } from '@/lib/me';
import { sheet } from '@/lib/sheet';
import { useStore } from '@/lib/store';
import { PaperSheet, type SheetHead } from './paper-sheet';
import classes from './sheets.module.css';

/** Questions with their rubric, to be printed and written on. */
export function SheetsPage() {
  const me = useMe();
  const picked = useStore(sheet.picked);
  if (me !== undefined && !isReviewer(me)) {
    const refusal = me
      ? {
          type: 'forbidden',
          title: 'Forbidden',
          status: 403,
          detail: 'Sheets show rubrics: they are for interviewers.',
        }
      : { type: 'unauthorized', title: 'Sign in', status: 401 };
    return <Failure page error={new ProblemError(refusal)} />;
  }
  return (
    <Stack gap="xl">
      <div className={classes.screen}>
        <PageHead title="Sheets to print">
          Questions with what is scored, on paper: a sheet each, with room for your marks and notes.
        </PageHead>
      </div>
      {picked.length === 0 ? (
        <Notice
          icon={<IconFilePlus />}
          title="No question is on your sheet"
          action={
            <Group justify="center">
              <Button component={Link} to="/questions">
                Browse the questions
              </Button>
              <Button component={Link} to="/loops" variant="default">
                Draw a loop
              </Button>
            </Group>
          }
        >
          Put questions on it with the sign in their corner, or take those of a collection, a set or
          a loop. The choice is kept on this device.
        </Notice>
      ) : (
        me && <Sheets ids={picked} />
      )}
    </Stack>
  );
}

function Sheets({ ids }: { ids: readonly string[] }) {
  const sheets = useQuery(sheetsQuery([...ids].sort()));
  const [head, setHead] = useState<SheetHead>({ candidate: '', on: '', strongAnswer: true });
  if (sheets.isError && sheets.error instanceof ProblemError && sheets.error.status === 404) {
    return (
      <Notice
        icon={<IconTrash />}
        title="A question of your sheet is gone"
        color="yellow"
        live
        action={
          <Button variant="light" onClick={() => sheet.put([])}>
            Empty the sheet
          </Button>
        }
      >
        {sheets.error.message}
      </Notice>
    );
  }
  return (
    <Loaded query={sheets}>
      {({ items }) => {
        const questions = ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
        return (
          <>
            <div className={classes.screen}>
              <Stack gap="xl">
                <Order questions={questions} />
                <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }}>
                  <Stack gap="md">
                    <SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
                      <TextInput
                        label="Candidate"
                        description="Printed only, kept nowhere."
                        value={head.candidate}
                        onChange={(event) =>
                          setHead({ ...head, candidate: event.currentTarget.value })
                        }
                      />
                      <TextInput
                        label="Date"
                        description="As it should stand on the paper."
                        value={head.on}
                        onChange={(event) => setHead({ ...head, on: event.currentTarget.value })}
                      />
                    </SimpleGrid>
                    <Checkbox
                      label="With the strong answer"
                      checked={head.strongAnswer}
                      onChange={(event) =>
                        setHead({ ...head, strongAnswer: event.currentTarget.checked })
                      }
                    />
                    <Group>
                      <Button
                        leftSection={<IconPrinter size={18} aria-hidden />}
                        onClick={() => window.print()}
                        data-testid="print-sheets"
                      >
                        Print
                      </Button>
                      <Text size="sm" c="dimmed">
                        Set for A4. What follows is what will be printed.
                      </Text>
                    </Group>
                  </Stack>
                </Paper>
              </Stack>
            </div>
            {questions.map((question) => (
              <PaperSheet key={question.id} question={question} head={head} />
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

function Order({ questions }: { questions: QuestionView[] }) {
  const minutes = questions.reduce((sum, question) => sum + question.minutes, 0);
  return (
    <Section
      title="On the sheet"
      lead={`${plural(questions.length, 'question')}, about ${hours(minutes)}`}
    >
      <ol className={classes.order}>
        {questions.map(({ id, slug, title }, index) => (
          <li key={id}>
            <Link to={`/questions/${slug}`}>{title}</Link>
            <Group gap={2} wrap="nowrap">
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={index === 0}
                onClick={() => sheet.move(id, -1)}
                aria-label={`Move “${title}” up`}
              >
                <IconArrowUp size={18} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={index === questions.length - 1}
                onClick={() => sheet.move(id, 1)}
                aria-label={`Move “${title}” down`}
              >
                <IconArrowDown size={18} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={() => sheet.toggle(id)}
                aria-label={`Take “${title}” off the sheet`}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => sheet.put([])}
      >
        Empty the sheet
      </Button>
    </Section>
  );
}
