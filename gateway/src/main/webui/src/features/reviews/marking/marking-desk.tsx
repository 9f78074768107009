import {
  Alert,
  Button,
  Checkbox,
  Divider,
  Group,
  Kbd,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Severity } from '@/components/severity';
import { keptWords } from '@/lib/answer-keeper';
import { ProblemError } from '@/lib/api/problem';
import type { Evidence, Review } from '@/lib/api/types';
import { toneOf } from '@/lib/evidence-marks';
import { dayTime } from '@/lib/format';
import { claimReview } from '@/features/reviews/api/claim-review';
import { handInMarks } from '@/features/reviews/api/hand-in-marks';
import { keys } from '@/features/reviews/api/keys';
import { readReview } from '@/features/reviews/api/read-review';
import { ReviewHead } from '@/features/reviews/review-head';
import type { AnswerReaderHandle, ShownQuote } from './answer-reader';
import { ClaimBar } from './claim-bar';
import { CriterionForm } from './criterion-form';
import classes from './marking-desk.module.css';
import {
  marksText,
  unmarked,
  withComment,
  withFlag,
  withLevel,
  withNote,
  withoutQuote,
  withQuote,
  type Target,
} from './marks';
import { Quotes } from './quotes';
import { ReadingPane } from './reading-pane';
import { actionOf, moved, writesInto } from './shortcuts';
import { useMarks } from './use-marks';

export interface MarkingDeskProps {
  review: Review;
}

/** Blind marking: the rubric beside the answer, and nothing of what the grader said. */
export function MarkingDesk({ review }: MarkingDeskProps) {
  const { id, question, answer } = review;
  const queries = useQueryClient();
  const { marks, change, autosave, state, resolve, offered, answerOffer } = useMarks(review);
  const ids = useMemo(() => question.criteria.map((criterion) => criterion.id), [question]);
  const [current, setCurrent] = useState(ids[0] ?? '');
  const [target, setTarget] = useState<Target>({ kind: 'criterion', id: current });
  const [side, setSide] = useState<'reading' | 'marking'>('reading');
  const [confirming, confirm] = useDisclosure(false);
  const reader = useRef<AnswerReaderHandle>(null);
  const missing = unmarked(marks);

  const turnTo = (criterionId: string, focus = false) => {
    setCurrent(criterionId);
    setTarget({ kind: 'criterion', id: criterionId });
    if (focus) {
      requestAnimationFrame(() => {
        const head = document.getElementById(`mark-${criterionId}`);
        head?.focus({ preventScroll: true });
        head?.scrollIntoView({ block: 'nearest' });
      });
    }
  };
  const attach = () => {
    const quote = reader.current?.selected();
    if (quote) {
      change((before) => withQuote(before, target, quote));
    } else {
      notifications.show({
        id: 'nothing-selected',
        color: 'yellow',
        title: 'Nothing is selected',
        message: 'Select the words in the answer that show it, then attach them.',
      });
    }
  };
  const show = (quote: Evidence) => {
    setSide('reading');
    requestAnimationFrame(() => reader.current?.show(quote));
  };
  const press = (event: KeyboardEvent) => {
    const action = actionOf(event.nativeEvent, writesInto(event.target as Element));
    if (!action || confirming || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    switch (action.kind) {
      case 'level':
        change((before) => withLevel(before, current, action.level));
        break;
      case 'move':
        turnTo(moved(ids, current, action.by), !isReading(event.target as Element));
        break;
      case 'attach':
        attach();
        break;
    }
  };

  const handIn = useMutation({
    mutationFn: async () => {
      if (!(await autosave.save())) {
        throw new Error(
          `Your newest marks are not on the server yet. They are ${keptWords(!autosave.wouldLose)}.`,
        );
      }
      try {
        return await handInMarks(id, autosave.revision);
      } catch (error) {
        if (!(error instanceof ProblemError && error.status === 412)) {
          throw error;
        }
        // Holding the claim longer is a change, too: what counts is whether the marks are these.
        const now = await readReview(id);
        if (marksText(question, now.marks) !== autosave.answer) {
          throw new Error('Your marks were changed in another window. Load this page again.', {
            cause: error,
          });
        }
        return handInMarks(id, now.revision);
      }
    },
    onSuccess: (unveiled) => {
      autosave.handedIn();
      confirm.close();
      queries.setQueryData(keys.review(id), unveiled);
      void queries.invalidateQueries({ queryKey: keys.reviews });
      window.scrollTo({ top: 0 });
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.status === 409) {
        confirm.close();
        notifications.show({ color: 'yellow', title: 'Not handed in', message: error.message });
        void queries.invalidateQueries({ queryKey: keys.review(id) });
      }
    },
  });
  // The claim is taken up again; the page then starts over with what the device kept.
  const reclaim = useMutation({
    mutationFn: () => claimReview(id),
    onSuccess: () => window.location.reload(),
    onError: () => queries.invalidateQueries({ queryKey: keys.review(id) }),
  });

  const quotes = useMemo<ShownQuote[]>(
    () => [
      ...marks.criteria.flatMap(({ evidence }, index) =>
        evidence.map((quote) => ({ ...quote, tone: toneOf(index), label: String(index + 1) })),
      ),
      ...question.redFlags.flatMap(({ id: flagId }, index) =>
        (marks.redFlags.find(({ redFlagId }) => redFlagId === flagId)?.evidence ?? []).map(
          (quote) => ({ ...quote, tone: 'flag' as const, label: `!${index + 1}` }),
        ),
      ),
    ],
    [marks, question.redFlags],
  );
  if (!answer) {
    return null;
  }
  return (
    <Stack gap="lg" onKeyDown={press} data-testid="marking-desk">
      <ReviewHead review={review} step="1 of 2 · Mark blind" />
      <ClaimBar
        review={review}
        state={state}
        kept={!autosave.wouldLose}
        marked={ids.length - missing.length}
        onRetry={() => autosave.retry()}
        onLeave={() => autosave.save()}
        onHandIn={confirm.open}
      />
      {!review.blind && (
        <Alert icon={<IconAlertTriangle aria-hidden />} title="You have read this grade before">
          Your marks will count for the decision, but not as blind ones in the figures on agreement.
        </Alert>
      )}
      {offered && (
        <Alert
          icon={<IconAlertTriangle aria-hidden />}
          title={`Marks of ${dayTime(offered.keptAt)} stayed on this device`}
        >
          <Text size="sm">
            They never reached the server, and the review was changed since. Which ones do you want
            to go on with?
          </Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => answerOffer(true)}>
              The ones from this device
            </Button>
            <Button size="xs" variant="default" onClick={() => answerOffer(false)}>
              The ones on this page
            </Button>
          </Group>
        </Alert>
      )}
      {state.kind === 'conflict' && (
        <Alert
          role="alert"
          className={classes.pressing}
          icon={<IconAlertTriangle aria-hidden />}
          title="These marks were changed in another window"
        >
          <Text size="sm">Both are still there. Which ones do you want to go on with?</Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => resolve('mine')}>
              The ones on this page
            </Button>
            <Button size="xs" variant="default" onClick={() => resolve('theirs')}>
              The ones from the other window
            </Button>
          </Group>
        </Alert>
      )}
      {state.kind === 'closed' && (
        <Alert
          role="alert"
          className={classes.pressing}
          icon={<IconAlertTriangle aria-hidden />}
          title="Your claim has run out"
          data-testid="claim-lost"
        >
          <Text size="sm">
            Your marks are {keptWords(!autosave.wouldLose)}. Take the review up again to go on with
            them; if somebody else has it by now, they decide.
          </Text>
          <Button
            size="xs"
            mt="sm"
            loading={reclaim.isPending}
            onClick={() => reclaim.mutate()}
            data-testid="reclaim-review"
          >
            Take it up again
          </Button>
          {reclaim.isError && (
            <Text size="sm" mt="xs">
              {reclaim.error.message}
            </Text>
          )}
        </Alert>
      )}
      <SegmentedControl
        className={classes.sides}
        aria-label="Show"
        fullWidth
        data={[
          { value: 'reading', label: 'Answer' },
          { value: 'marking', label: `Marks (${ids.length - missing.length}/${ids.length})` },
        ]}
        value={side}
        onChange={(value) => setSide(value as 'reading' | 'marking')}
      />
      <div className={classes.columns}>
        <div className={classes.reading} data-shown={side === 'reading'}>
          <ReadingPane
            question={question}
            answer={answer}
            quotes={quotes}
            target={target}
            onTarget={(chosen) => {
              if (chosen.kind === 'criterion') {
                setCurrent(chosen.id);
              }
              setTarget(chosen);
            }}
            onAttach={attach}
            reader={reader}
          />
        </div>
        <Stack gap="lg" data-shown={side === 'marking'}>
          <Text size="sm" c="dimmed" visibleFrom="sm">
            <Kbd>0</Kbd>–<Kbd>4</Kbd> give the level, <Kbd>j</Kbd> <Kbd>k</Kbd> move between
            criteria, <Kbd>e</Kbd> attaches what is selected in the answer.
          </Text>
          <div className={classes.criteria}>
            {question.criteria.map((criterion, index) => {
              const mark = marks.criteria[index];
              return (
                mark && (
                  <CriterionForm
                    key={criterion.id}
                    criterion={criterion}
                    index={index}
                    mark={mark}
                    open={criterion.id === current}
                    onOpen={() => turnTo(criterion.id)}
                    onLevel={(level) => change((m) => withLevel(m, criterion.id, level))}
                    onNote={(note) => change((m) => withNote(m, criterion.id, note))}
                    onShow={show}
                    onRemove={(at) =>
                      change((m) => withoutQuote(m, { kind: 'criterion', id: criterion.id }, at))
                    }
                  />
                )
              );
            })}
          </div>
          {question.redFlags.length > 0 && (
            <Stack gap="sm" component="section" aria-labelledby="flags">
              <Title order={2} size="h4" id="flags">
                Red flags
              </Title>
              {question.redFlags.map(({ id: flagId, title, severity, cap, description }) => {
                const flag = marks.redFlags.find(({ redFlagId }) => redFlagId === flagId);
                return (
                  <div key={flagId}>
                    <Checkbox
                      checked={flag !== undefined}
                      onChange={(event) => {
                        const seen = event.currentTarget.checked;
                        change((m) => withFlag(m, flagId, seen));
                        if (seen) {
                          setTarget({ kind: 'flag', id: flagId });
                        }
                      }}
                      label={
                        <Group gap="xs" component="span">
                          <span>{title}</span>
                          <Severity severity={severity} />
                        </Group>
                      }
                      description={`${description} Caps the score at ${cap}.`}
                    />
                    {flag && (
                      <Quotes
                        quotes={flag.evidence}
                        tone="flag"
                        onShow={show}
                        onRemove={(at) =>
                          change((m) => withoutQuote(m, { kind: 'flag', id: flagId }, at))
                        }
                      />
                    )}
                  </div>
                );
              })}
            </Stack>
          )}
          <Divider />
          <Textarea
            label="Comment"
            description="For the candidate; you can still change it when you decide."
            autosize
            minRows={3}
            maxLength={4000}
            value={marks.comment ?? ''}
            onChange={(event) => {
              const comment = event.currentTarget.value;
              change((m) => withComment(m, comment));
            }}
          />
        </Stack>
      </div>
      <Modal
        opened={confirming}
        onClose={confirm.close}
        title={missing.length > 0 ? 'Some criteria have no level' : 'Hand in your marks?'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {missing.length > 0 ? (
          <Text>
            Still to be marked:{' '}
            {question.criteria
              .filter((criterion) => missing.includes(criterion.id))
              .map(({ title }) => title)
              .join(', ')}
            . A level of 0 says that it is absent.
          </Text>
        ) : (
          <Text>
            They are final then, as your blind opinion. You see what the grader gave right after,
            and decide.
          </Text>
        )}
        {handIn.isError && (
          <Text size="sm" mt="sm" c="var(--gr-tone-flag-strong)" role="alert">
            {handIn.error.message}
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          <Button
            variant={missing.length > 0 ? 'filled' : 'default'}
            onClick={() => {
              confirm.close();
              if (missing[0]) {
                setSide('marking');
                turnTo(missing[0], true);
              }
            }}
          >
            {missing.length > 0 ? 'Go there' : 'Not yet'}
          </Button>
          {missing.length === 0 && (
            <Button
              loading={handIn.isPending}
              onClick={() => handIn.mutate()}
              data-testid="confirm-marks"
            >
              Hand them in
            </Button>
          )}
        </Group>
      </Modal>
    </Stack>
  );
}

/** The focus stays in the answer for who reads there. */
const isReading = (element: Element): boolean => element.closest('.cm-editor') !== null;
