import { Button, Divider, Group, Kbd, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Confirm } from '@/components/confirm';
import { Hints } from '@/components/hints';
import { Markdown } from '@/components/markdown';
import { PageHeading } from '@/components/page';
import { QuestionFacts } from '@/components/question-facts';
import { Section } from '@/components/section';
import { ProblemError } from '@/lib/api/problem';
import type { AttemptView } from '@/lib/api/types';
import { dayTime, spentMinutes } from '@/lib/format';
import { keys } from '@/features/practice/api/keys';
import { submitAnswer } from '@/features/practice/api/submit-answer';
import { AnswerEditor } from './answer-editor';
import { browserKeeper, keptWords } from '@/lib/answer-keeper';
import { SaveIndicator } from '@/components/save-state';
import { Stopwatch } from './stopwatch';
import { TwoTextsDialog } from './two-texts-dialog';
import { useAutosave } from './use-autosave';
import classes from './workspace.module.css';

const characterLimit = 40_000;
/** From here on the reader is told how much room is left. */
const nearLimit = 36_000;

export interface WorkspaceProps {
  attempt: AttemptView;
}

/** Where a draft is written: the question beside the answer. */
export function Workspace({ attempt }: WorkspaceProps) {
  const { question } = attempt;
  const queries = useQueryClient();
  const { timer, autosave, state, leftover } = useAutosave(attempt);
  const [text, setText] = useState(() => startingText(attempt));
  // Another number starts the editor afresh, with another text.
  const [edition, setEdition] = useState(0);
  const [offered, setOffered] = useState(leftover);
  const [view, setView] = useState<'write' | 'preview'>('write');
  const [side, setSide] = useState<'question' | 'answer'>('answer');
  const [confirming, confirm] = useDisclosure(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  const change = (next: string) => {
    setText(next);
    autosave.edit(next);
  };
  const replace = (next: string) => {
    setText(next);
    setEdition((before) => before + 1);
  };
  const save = () => void autosave.save();
  const askToHandIn = () => {
    if (text.trim() === '' || text === question.starterCode) {
      notifications.show({
        id: 'blank',
        color: 'yellow',
        title: 'There is nothing to hand in yet',
        message: 'Write an answer first, even a short one.',
      });
    } else if (!offered && state.kind !== 'conflict') {
      confirm.open();
    }
  };
  useHotkeys(
    [
      ['mod+S', save],
      ['mod+Enter', askToHandIn],
    ],
    [],
  );

  const handIn = useMutation({
    mutationFn: async () => {
      if (!(await autosave.save())) {
        throw new Error(
          `The newest text is not on the server yet. It is ${keptWords(!autosave.wouldLose)}; hand it in when it is saved.`,
        );
      }
      return submitAnswer(attempt.id, autosave.revision, idempotencyKey);
    },
    onSuccess: (submitted) => {
      autosave.handedIn();
      confirm.close();
      void queries.invalidateQueries({ queryKey: keys.attempts });
      // The question now shows its rubric to whoever handed in.
      void queries.invalidateQueries({ queryKey: ['question'] });
      queries.setQueryData(keys.attempt(attempt.id), submitted);
      window.scrollTo({ top: 0 });
    },
    onError: (error) => {
      if (error instanceof ProblemError && (error.status === 409 || error.status === 412)) {
        confirm.close();
        if (error.status === 412) {
          save(); // finds out whose text is newer, and asks
        } else {
          void queries.invalidateQueries({ queryKey: keys.attempt(attempt.id) });
        }
      }
    },
  });

  useEffect(() => {
    if (state.kind === 'closed') {
      void queries.invalidateQueries({ queryKey: keys.attempt(attempt.id) });
    }
  }, [state.kind, queries, attempt.id]);

  const left = characterLimit - text.length;
  const isCode = attempt.language === 'python';
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="end" gap="sm">
        <div>
          <QuestionFacts question={question} />
          <PageHeading size="h2" mt={6}>
            {question.title}
          </PageHeading>
        </div>
        <SegmentedControl
          className={classes.tabs}
          aria-label="What to show"
          fullWidth
          w="100%"
          hiddenFrom="md"
          data={[
            { value: 'question', label: 'Question' },
            { value: 'answer', label: 'Your answer' },
          ]}
          value={side}
          onChange={(value) => setSide(value === 'question' ? 'question' : 'answer')}
        />
      </Group>
      <div className={classes.layout}>
        <section
          className={classes.question}
          data-shown={side === 'question'}
          aria-label="The question"
          tabIndex={0}
        >
          <Markdown>{question.prompt}</Markdown>
          {question.hints.length > 0 && (
            <>
              <Divider my="lg" />
              <Section title="Hints" order={2}>
                <Hints hints={question.hints} />
              </Section>
            </>
          )}
        </section>
        <section className={classes.desk} data-shown={side === 'answer'} aria-label="Your answer">
          <div className={classes.bar}>
            <Stopwatch timer={timer} suggestedMinutes={question.minutes} />
            {isCode ? (
              <Text size="sm" c="dimmed">
                Python
              </Text>
            ) : (
              <SegmentedControl
                size="xs"
                aria-label="Write or preview"
                data={[
                  { value: 'write', label: 'Write' },
                  { value: 'preview', label: 'Preview' },
                ]}
                value={view}
                onChange={(value) => setView(value === 'preview' ? 'preview' : 'write')}
              />
            )}
          </div>
          <div className={classes.writing}>
            {view === 'preview' ? (
              <Markdown className={classes.preview}>
                {text.trim() === '' ? '*Nothing written yet.*' : text}
              </Markdown>
            ) : (
              <AnswerEditor
                key={edition}
                language={attempt.language}
                initialText={text}
                onChange={change}
                onSave={save}
                onHandIn={askToHandIn}
                describedBy="editor-keys"
              />
            )}
          </div>
          <div className={classes.foot}>
            <Group gap="md">
              <SaveIndicator state={state} kept={!autosave.wouldLose} onRetry={save} />
              {text.length >= nearLimit && (
                <Text
                  size="sm"
                  fw={600}
                  c={left < 0 ? 'var(--gr-tone-flag-strong)' : 'var(--gr-tone-1-strong)'}
                  role="status"
                >
                  {left >= 0
                    ? `${left.toLocaleString()} characters left`
                    : `${(-left).toLocaleString()} characters too many`}
                </Text>
              )}
            </Group>
            <Button
              leftSection={<IconSend size={17} aria-hidden />}
              onClick={askToHandIn}
              disabled={left < 0}
              data-testid="submit-answer"
            >
              Hand in
            </Button>
          </div>
        </section>
      </div>
      <Text size="xs" c="dimmed" id="editor-keys" visibleFrom="md">
        <Kbd size="xs">Ctrl</Kbd> or <Kbd size="xs">⌘</Kbd> with <Kbd size="xs">S</Kbd> saves, with{' '}
        <Kbd size="xs">Enter</Kbd> hands in.{' '}
        {isCode && (
          <>
            <Kbd size="xs">Tab</Kbd> indents; press <Kbd size="xs">Esc</Kbd> first to leave the
            editor with it.
          </>
        )}
      </Text>

      <Confirm
        opened={confirming}
        onClose={confirm.close}
        title="Hand in your answer?"
        failure={handIn.error?.message}
        back="Keep writing"
        label="Hand in"
        onConfirm={() => handIn.mutate()}
        pending={handIn.isPending}
        expected
        testId="confirm-submit"
      >
        <Text>
          After this it cannot be changed. It is graded on the rubric, and you will see the rubric
          and a strong answer.
        </Text>
        <Text size="sm" c="dimmed">
          {text.trim().split(/\s+/).length.toLocaleString()} words, {spentMinutes(timer.seconds)} of{' '}
          {question.minutes} min.
        </Text>
      </Confirm>
      {offered && (
        <TwoTextsDialog
          title="There is unsaved text on this device"
          explanation={`It was written ${dayTime(offered.keptAt)} and never reached the server. Which one do you want to go on with?`}
          mine={{
            heading: 'On this device',
            text: offered.text,
            choose: 'Go on with this one',
            onChoose: () => {
              setOffered(null);
              replace(offered.text);
              autosave.edit(offered.text);
            },
          }}
          theirs={{
            heading: 'On the server',
            text: attempt.text,
            choose: 'Go on with the server’s',
            onChoose: () => {
              setOffered(null);
              browserKeeper(attempt.id).forget();
            },
          }}
        />
      )}
      {state.kind === 'conflict' && (
        <TwoTextsDialog
          title="This answer was changed elsewhere"
          explanation="Another window or device saved a different text meanwhile. Choose the one to keep; the other is replaced."
          mine={{
            heading: 'Here',
            text: autosave.answer,
            choose: 'Keep this one',
            onChoose: () => autosave.resolve('mine'),
          }}
          theirs={{
            heading: 'Elsewhere',
            text: state.theirs.text,
            choose: 'Take that one',
            onChoose: () => {
              replace(state.theirs.text);
              autosave.resolve('theirs');
            },
          }}
        />
      )}
    </Stack>
  );
}

/** A fresh draft of a code question starts from the code that the question gives. */
function startingText({ text, question }: AttemptView): string {
  return text === '' ? (question.starterCode ?? '') : text;
}
