import { Checkbox, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconArrowsDiff, IconEqual } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ActionOrWhyNot } from '@/components/action-or-why-not';
import { AnswerText } from '@/components/answer-text';
import { Confirm } from '@/components/confirm';
import { EvidenceQuote } from '@/components/evidence-quote';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import { ProblemError } from '@/lib/api/problem';
import type { Review } from '@/lib/api/types';
import { criterionElementId, toneOf, type EvidenceMark } from '@/lib/evidence-marks';
import { dayTime, percent, signed } from '@/lib/format';
import { confidenceWord, levelName } from '@/lib/labels';
import { claimReview } from '@/features/reviews/api/claim-review';
import { decideReview } from '@/features/reviews/api/decide-review';
import { keys } from '@/features/reviews/api/keys';
import { readReview } from '@/features/reviews/api/read-review';
import { LevelPicker } from '@/components/level-picker';
import { ReviewHead } from '@/features/reviews/review-head';
import { canKeep, keptWords } from '@/lib/answer-keeper';
import { compare, machineGrade, summary, type Compared } from './comparison';
import { comparedFlags, decisionOf, openingDraft, undecided } from './decision-draft';
import classes from './deciding-desk.module.css';
import { comparedMarks } from './compared-marks';

export interface DecidingDeskProps {
  review: Review;
}

/** Own marks beside the grader's, the differences first to be seen; then the level that counts. */
export function DecidingDesk({ review }: DecidingDeskProps) {
  const { id, answer, appeal } = review;
  const queries = useQueryClient();
  const compared = useMemo(() => compare(review), [review]);
  const marks = useMemo(() => comparedMarks(review), [review]);
  const flags = comparedFlags(review);
  const [draft, setDraft, forget] = useLocalStorage({
    key: `greenroom.decision.${id}`,
    defaultValue: openingDraft(review, compared),
    getInitialValueInEffect: false,
  });
  const [confirming, confirm] = useDisclosure(false);
  const why = undecided(draft, compared);

  const decide = useMutation({
    mutationFn: async () => {
      const decision = decisionOf(draft, review);
      try {
        return await decideReview(id, review.revision, decision);
      } catch (error) {
        const { status, slug } = error instanceof ProblemError ? error : {};
        if (status === 409 && slug === 'review-not-claimed') {
          // The claim ran out while we were thinking: take it up again, if nobody else has.
          const held = await claimReview(id);
          return await decideReview(id, held.revision, decision);
        }
        if (status === 412) {
          const now = await readReview(id);
          if (now.mine && now.marksHandedInAt === review.marksHandedInAt) {
            return await decideReview(id, now.revision, decision);
          }
        }
        throw error;
      }
    },
    onSuccess: (decided) => {
      forget();
      confirm.close();
      queries.setQueryData(keys.review(id), decided);
      void queries.invalidateQueries({ queryKey: keys.reviews });
      window.scrollTo({ top: 0 });
    },
  });
  return (
    <Stack gap="xl" data-testid="deciding-desk">
      <ReviewHead review={review} step="2 of 2 · Compare and decide" />
      <Text data-testid="comparison">{summary(compared)}</Text>
      {appeal && (
        <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }} data-testid="appeal-case">
          <Title order={2} size="h4">
            What the candidate objects to
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            {appeal.criteria
              .map(
                (criterionId) =>
                  compared.find((row) => row.criterionId === criterionId)?.title ?? criterionId,
              )
              .join(', ')}{' '}
            · {dayTime(appeal.openedAt)}
          </Text>
          <Text mt="sm" className={classes.words}>
            {appeal.reason}
          </Text>
        </Paper>
      )}
      <div className={classes.columns}>
        <Stack gap="lg">
          {compared.map((row, index) => (
            <CriterionDecision
              key={row.criterionId}
              row={row}
              index={index}
              review={review}
              marks={marks}
              value={draft.levels[row.criterionId]}
              onChange={(level) =>
                setDraft({ ...draft, levels: { ...draft.levels, [row.criterionId]: level } })
              }
            />
          ))}
          {flags.length > 0 && (
            <Section title="Red flags that count">
              <Checkbox.Group
                aria-label="Red flags that count"
                value={draft.redFlags}
                onChange={(redFlags) => setDraft({ ...draft, redFlags })}
              >
                <Stack gap="sm">
                  {flags.map((flag) => (
                    <Checkbox
                      key={flag.id}
                      value={flag.id}
                      label={flag.title}
                      description={`Caps the score at ${flag.cap}. ${seenBy(flag)}`}
                    />
                  ))}
                </Stack>
              </Checkbox.Group>
            </Section>
          )}
          <Textarea
            label="To the candidate"
            description="They see both grades and this comment. Say what convinced you."
            autosize
            minRows={4}
            maxLength={4000}
            required
            value={draft.comment}
            onChange={(event) => setDraft({ ...draft, comment: event.currentTarget.value })}
            data-testid="decision-comment"
          />
          <ActionOrWhyNot why={why} onClick={confirm.open} data-testid="decide">
            Decide
          </ActionOrWhyNot>
        </Stack>
        {answer && (
          <div className={classes.answer}>
            <Section
              title="The answer"
              lead="Plain numbers are your quotes, numbers with a G the grader’s."
            >
              <AnswerText text={answer.text} language={answer.language} marks={marks} />
            </Section>
          </div>
        )}
      </div>
      <Confirm
        opened={confirming}
        onClose={confirm.close}
        title="Publish this decision?"
        failure={
          decide.isError
            ? `Not decided yet: ${decide.error.message} Your choices are ${keptWords(canKeep())}.`
            : undefined
        }
        back="Not yet"
        label="Publish"
        onConfirm={() => decide.mutate()}
        pending={decide.isPending}
        testId="confirm-decision"
      >
        <Text>
          {review.kind === 'sample'
            ? 'A sample only feeds the figures on agreement: the candidate’s grade stays as it is.'
            : 'The candidate sees it at once, beside the grader’s grade, with your comment.'}{' '}
          Both stay in the history.
        </Text>
      </Confirm>
      <Text size="sm" c="dimmed">
        The score follows from the levels, their weights and the red flags.
      </Text>
    </Stack>
  );
}

function seenBy({ own, machine }: { own: boolean; machine: boolean }): string {
  if (own && machine) {
    return 'Seen by you and by the grader.';
  }
  if (own || machine) {
    return own ? 'Seen by you only.' : 'Seen by the grader only.';
  }
  return 'Seen by nobody.';
}

interface CriterionDecisionProps {
  row: Compared;
  index: number;
  review: Review;
  marks: readonly EvidenceMark[];
  value: number | undefined;
  onChange: (level: number) => void;
}

function CriterionDecision({ row, index, review, marks, value, onChange }: CriterionDecisionProps) {
  const { criterionId, title, weight, own, machine, earlier, confidence, difference } = row;
  const judged = machineGrade(review)?.criteria.find((c) => c.criterionId === criterionId);
  const levels = review.question.criteria[index]?.levels ?? [];
  const note = review.marks?.criteria.find((mark) => mark.criterionId === criterionId)?.note;
  const quotesOf = (who: 'own' | 'machine') =>
    marks.filter(({ judgementId }) => judgementId === `${criterionElementId(index)}-${who}`);
  return (
    <article
      className={classes.criterion}
      data-differs={difference !== 0 || undefined}
      data-testid="decide-criterion"
      aria-labelledby={`decide-${criterionId}`}
    >
      <Group gap="sm" mb="sm">
        <span className={classes.number} data-tone={toneOf(index)} aria-hidden>
          {index + 1}
        </span>
        <Title order={2} size="h4" id={`decide-${criterionId}`} flex="1 1 11rem">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {weight} %
        </Text>
        {machine !== undefined && own !== undefined && (
          <ToneBadge
            tone={difference === 0 ? 'good' : Math.abs(difference) > 1 ? 'bad' : 'doubtful'}
            leftSection={
              difference === 0 ? (
                <IconEqual size={12} aria-hidden />
              ) : (
                <IconArrowsDiff size={12} aria-hidden />
              )
            }
          >
            {difference === 0 ? 'Same level' : `Grader ${signed(difference)}`}
          </ToneBadge>
        )}
      </Group>
      <div className={classes.sides}>
        <div>
          <Text size="sm" fw={600}>
            You: {own === undefined ? 'no level' : `${own} ${levelName(own)}`}
          </Text>
          {note && (
            <Text size="sm" mt={4} className={classes.words}>
              {note}
            </Text>
          )}
          <Stack gap={6} mt="xs">
            {quotesOf('own').map((mark) => (
              <EvidenceQuote key={mark.id} mark={mark} />
            ))}
          </Stack>
        </div>
        {judged && (
          <div>
            <Text size="sm" fw={600}>
              Grader: {judged.level} {levelName(judged.level)}
            </Text>
            <Text size="xs" c="dimmed">
              {confidenceWord(confidence ?? 0)} ({percent(confidence ?? 0)})
            </Text>
            <Text size="sm" mt={4}>
              {judged.rationale}
            </Text>
            <Stack gap={6} mt="xs">
              {quotesOf('machine').map((mark) => (
                <EvidenceQuote key={mark.id} mark={mark} />
              ))}
            </Stack>
          </div>
        )}
      </div>
      <Text size="sm" fw={600} mt="md" mb={4}>
        The level that counts
      </Text>
      <LevelPicker
        label={`The level that counts for ${title}`}
        descriptors={levels}
        value={value}
        onChange={onChange}
        givenBy={[
          ...(own === undefined ? [] : [{ level: own, who: 'you' }]),
          ...(machine === undefined ? [] : [{ level: machine, who: 'grader' }]),
          ...(earlier === undefined ? [] : [{ level: earlier, who: 'earlier reviewer' }]),
        ]}
      />
    </article>
  );
}
