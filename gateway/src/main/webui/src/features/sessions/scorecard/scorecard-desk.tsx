import {
  Alert,
  Button,
  Checkbox,
  Group,
  Kbd,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { Confirm } from '@/components/confirm';
import { SaveIndicator } from '@/components/save-state';
import { Section } from '@/components/section';
import { Severity } from '@/components/severity';
import '@/components/tones.css';
import { keys } from '@/features/sessions/api/keys';
import { notesQuery, submitScorecard } from '@/features/sessions/api/scorecards';
import type { Guide, Scorecard, SessionView } from '@/features/sessions/api/shapes';
import { timelineQuery, type Timeline } from '@/features/sessions/api/timeline';
import { recommendationLabel, recommendationOrder } from '@/features/sessions/labels';
import { keptWords } from '@/lib/answer-keeper';
import { ProblemError } from '@/lib/api/problem';
import { dayTime } from '@/lib/format';
import { CriterionRow, EvidenceList } from './criterion-row';
import { EvidencePicker } from './evidence-picker';
import {
  gaps,
  progress,
  withEvidence,
  withFlag,
  withLevel,
  withNote,
  withNotSeen,
  withoutEvidence,
  withRecommendation,
  withSummary,
  type Target,
} from './scorecard';
import classes from './scorecard-desk.module.css';
import { SpokenText } from './spoken-text';
import { useScorecard } from './use-scorecard';

export interface ScorecardDeskProps {
  session: SessionView;
  guide: Guide;
  card: Scorecard;
}

/** Where an interviewer writes a scorecard: the rubric on one side, what happened on the other. */
export function ScorecardDesk({ session, guide, card }: ScorecardDeskProps) {
  const { id } = session;
  const queries = useQueryClient();
  const { content, change, autosave, state, resolve, offered, answerOffer } = useScorecard(
    id,
    guide,
    card,
  );
  const over = session.state === 'SCORING' || session.state === 'RELEASED';
  const timeline = useQuery({ ...timelineQuery(id), enabled: over });
  const notes = useQuery({ ...notesQuery(id), enabled: !over });
  const known: Timeline = timeline.data ?? { entries: [], notes: notes.data?.items ?? [] };

  const shownIds = useMemo(
    () => new Set(session.agenda.filter(({ shownAt }) => shownAt).map((item) => item.id)),
    [session.agenda],
  );
  const shown = (itemId: string) => shownIds.has(itemId);
  const first = guide.items.find(({ itemId }) => shown(itemId)) ?? guide.items[0];
  const [itemId, setItemId] = useState(first?.itemId ?? '');
  const item = guide.items.find((other) => other.itemId === itemId) ?? first;
  const criteria = item?.question.rubric.criteria ?? [];
  const [target, setTarget] = useState<Target>({
    kind: 'criterion',
    itemId,
    criterionId: criteria[0]?.id ?? '',
  });
  const [side, setSide] = useState<'card' | 'session'>('card');
  const [confirming, confirm] = useDisclosure(false);
  const mine = content.items.find((other) => other.itemId === itemId);
  const missing = gaps(guide, content, shown);
  const { done, of } = progress(content, shown);

  const rowId = (of: string, criterionId: string) => `card-${of}-${criterionId}`;
  const turnTo = (to: string, criterionId?: string, focus = false) => {
    const chosen =
      criterionId ??
      guide.items.find((other) => other.itemId === to)?.question.rubric.criteria[0]?.id ??
      '';
    setItemId(to);
    setTarget({ kind: 'criterion', itemId: to, criterionId: chosen });
    if (focus) {
      requestAnimationFrame(() => {
        const head = document.getElementById(rowId(to, chosen));
        head?.focus({ preventScroll: true });
        head?.scrollIntoView({ block: 'center' });
      });
    }
  };
  const press = (event: KeyboardEvent) => {
    const element = event.target as Element;
    const writing =
      element.closest(
        'textarea, select, .cm-editor, [role="listbox"], input:not([type="radio"]):not([type="checkbox"])',
      ) !== null;
    if (
      writing ||
      confirming ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.kind !== 'criterion'
    ) {
      return;
    }
    if (/^[0-4]$/.test(event.key)) {
      event.preventDefault();
      change((before) => withLevel(before, itemId, target.criterionId, Number(event.key)));
    } else if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      const at = criteria.findIndex((criterion) => criterion.id === target.criterionId);
      const next = criteria[at + (event.key === 'j' ? 1 : -1)];
      if (next) {
        turnTo(itemId, next.id, true);
      }
    }
  };

  const handIn = useMutation({
    mutationFn: async () => {
      if (!(await autosave.save())) {
        throw new Error(
          `Your newest marks are not on the server yet. They are ${keptWords(!autosave.wouldLose)}.`,
        );
      }
      return submitScorecard(id, autosave.revision);
    },
    onSuccess: (handedIn) => {
      autosave.handedIn();
      confirm.close();
      queries.setQueryData(keys.scorecard(id), handedIn);
      void queries.invalidateQueries({ queryKey: keys.panel(id) });
      window.scrollTo({ top: 0 });
    },
  });
  const stale = handIn.error instanceof ProblemError && handIn.error.status === 412;

  const nameOfTarget =
    target.kind === 'criterion'
      ? criteria.find((criterion) => criterion.id === target.criterionId)?.title
      : item?.question.redFlags.find((flag) => flag.id === target.redFlagId)?.title;
  return (
    <Stack gap="lg" onKeyDown={press} data-testid="scorecard-desk">
      <div className={classes.bar}>
        <Text size="sm" fw={600}>
          {done} of {of} judged
        </Text>
        <SaveIndicator state={state} kept={!autosave.wouldLose} onRetry={() => autosave.retry()} />
        <Button
          size="sm"
          ms="auto"
          onClick={confirm.open}
          disabled={!over}
          data-testid="hand-in-scorecard"
        >
          Hand in
        </Button>
      </div>
      {!over && (
        <Text size="sm" c="dimmed">
          The session is still running: mark as you go. You can hand in when it has ended; documents
          and chat are there to be attached then, too.
        </Text>
      )}
      {offered && (
        <Alert
          icon={<IconAlertTriangle aria-hidden />}
          title={`A scorecard of ${dayTime(offered.keptAt)} stayed on this device`}
        >
          <Text size="sm">
            It never reached the server, and yours was changed elsewhere since. Which one do you
            want to go on with?
          </Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => answerOffer(true)}>
              The one from this device
            </Button>
            <Button size="xs" variant="default" onClick={() => answerOffer(false)}>
              The one on this page
            </Button>
          </Group>
        </Alert>
      )}
      {state.kind === 'conflict' && (
        <Alert
          role="alert"
          className={classes.pressing}
          icon={<IconAlertTriangle aria-hidden />}
          title="This scorecard was changed in another window"
        >
          <Text size="sm">Both are still there. Which one do you want to go on with?</Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => resolve('mine')}>
              The one on this page
            </Button>
            <Button size="xs" variant="default" onClick={() => resolve('theirs')}>
              The one from the other window
            </Button>
          </Group>
        </Alert>
      )}
      {guide.items.length > 1 && (
        <div className={classes.items} role="tablist" aria-label="Questions">
          {guide.items.map((other, index) => {
            const part = progress(content, (candidate) => candidate === other.itemId);
            return (
              <button
                key={other.itemId}
                type="button"
                role="tab"
                aria-selected={other.itemId === itemId}
                className={classes.item}
                onClick={() => turnTo(other.itemId)}
              >
                <span className={classes.itemTitle}>
                  {index + 1}. {other.question.title}
                </span>
                <span className={classes.itemState}>
                  {shown(other.itemId) ? `${part.done}/${part.of}` : 'not put'}
                </span>
              </button>
            );
          })}
        </div>
      )}
      <SegmentedControl
        className={classes.sides}
        aria-label="Show"
        fullWidth
        data={[
          { value: 'card', label: 'Scorecard' },
          { value: 'session', label: 'From the session' },
        ]}
        value={side}
        onChange={(value) => setSide(value as 'card' | 'session')}
      />
      {item && mine && (
        <div className={classes.columns}>
          <Stack gap="lg" data-shown={side === 'card'}>
            <div>
              <Title order={2} size="h3">
                {item.question.title}
              </Title>
              {item.question.probe && (
                <Text size="sm" c="dimmed" mt={4}>
                  {item.question.probe}
                </Text>
              )}
              {!shown(item.itemId) && (
                <Text size="sm" mt={4}>
                  This question was not put before the candidate. It needs no level.
                </Text>
              )}
            </div>
            <Text size="sm" c="dimmed" visibleFrom="sm">
              <Kbd>0</Kbd>–<Kbd>4</Kbd> give the level, <Kbd>j</Kbd> <Kbd>k</Kbd> move between
              criteria.
            </Text>
            <div className={classes.criteria}>
              {criteria.map((criterion, index) => {
                const mark = mine.criteria[index];
                const here: Target = { kind: 'criterion', itemId, criterionId: criterion.id };
                return (
                  mark && (
                    <CriterionRow
                      key={criterion.id}
                      id={rowId(itemId, criterion.id)}
                      criterion={criterion}
                      index={index}
                      mark={mark}
                      open={target.kind === 'criterion' && target.criterionId === criterion.id}
                      onOpen={() => turnTo(itemId, criterion.id)}
                      onLevel={(level) => change((c) => withLevel(c, itemId, criterion.id, level))}
                      onNotSeen={(notSeen) =>
                        change((c) => withNotSeen(c, itemId, criterion.id, notSeen))
                      }
                      onNote={(note) => change((c) => withNote(c, itemId, criterion.id, note))}
                      onRemove={(at) => change((c) => withoutEvidence(c, here, at))}
                    />
                  )
                );
              })}
            </div>
            {item.question.redFlags.length > 0 && (
              <Section title="Red flags" order={3}>
                {item.question.redFlags.map((flag) => {
                  const seen = mine.redFlags.find(({ redFlagId }) => redFlagId === flag.id);
                  const here: Target = { kind: 'flag', itemId, redFlagId: flag.id };
                  return (
                    <div key={flag.id}>
                      <Checkbox
                        checked={seen !== undefined}
                        onChange={(event) => {
                          const checked = event.currentTarget.checked;
                          change((c) => withFlag(c, itemId, flag.id, checked));
                          if (checked) {
                            setTarget(here);
                          }
                        }}
                        label={
                          <Group gap="xs" component="span">
                            <span>{flag.title}</span>
                            <Severity severity={flag.severity} />
                          </Group>
                        }
                        description={`${flag.description ?? ''} Caps the score at ${flag.cap}.`}
                      />
                      {seen && (
                        <Stack gap={4} mt="xs" ps="xl">
                          <EvidenceList
                            evidence={seen.evidence}
                            tone="flag"
                            onRemove={(at) => change((c) => withoutEvidence(c, here, at))}
                          />
                          <Group>
                            <Button
                              size="compact-sm"
                              variant={
                                target.kind === 'flag' && target.redFlagId === flag.id
                                  ? 'light'
                                  : 'subtle'
                              }
                              onClick={() => setTarget(here)}
                            >
                              {target.kind === 'flag' && target.redFlagId === flag.id
                                ? 'Evidence goes here'
                                : 'Attach evidence here'}
                            </Button>
                          </Group>
                        </Stack>
                      )}
                    </div>
                  );
                })}
              </Section>
            )}
            <SpokenText
              key={itemId}
              description="In your words. The grader reads it with the final document, when you ask for its opinion."
              minRows={3}
              value={mine.summary ?? ''}
              onChange={(summary) => change((c) => withSummary(c, itemId, summary))}
              testId="summary"
            />
          </Stack>
          <div className={classes.aside} data-shown={side === 'session'}>
            {timeline.isError ? (
              <Text size="sm">
                What happened could not be loaded: {timeline.error.message}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => void timeline.refetch()}>
                  Try again
                </Button>
              </Text>
            ) : (
              <EvidencePicker
                session={session}
                items={guide.items}
                timeline={known}
                itemId={itemId}
                target={nameOfTarget ?? 'nothing yet'}
                onAttach={(evidence) => change((c) => withEvidence(c, target, evidence))}
              />
            )}
          </div>
        </div>
      )}
      <Section title="In all" lead="Across all questions of this session.">
        <Radio.Group
          label="Recommendation"
          value={content.recommendation ?? ''}
          onChange={(value) =>
            change((c) => withRecommendation(c, value as (typeof recommendationOrder)[number]))
          }
        >
          <Group gap="lg" mt={6}>
            {recommendationOrder.map((value) => (
              <Radio key={value} value={value} label={recommendationLabel(value)} />
            ))}
          </Group>
        </Radio.Group>
        <Textarea
          label="Feedback"
          description="For the candidate. The panel’s release starts from it."
          autosize
          minRows={4}
          maxLength={20_000}
          value={content.feedback}
          onChange={(event) => {
            const feedback = event.currentTarget.value;
            change((c) => ({ ...c, feedback }));
          }}
          data-testid="card-feedback"
        />
        <Textarea
          label="Private remark"
          description="For the panel only. It is never released."
          autosize
          minRows={2}
          maxLength={10_000}
          value={content.privateRemark ?? ''}
          onChange={(event) => {
            const privateRemark = event.currentTarget.value;
            change((c) => ({ ...c, privateRemark }));
          }}
        />
      </Section>
      <Confirm
        opened={confirming}
        onClose={confirm.close}
        title={missing.length > 0 ? 'Something is missing' : 'Hand in your scorecard?'}
        failure={
          stale
            ? 'Your scorecard was changed in another window. Load this page again.'
            : handIn.error?.message
        }
        back={missing.length > 0 ? 'Close' : 'Not yet'}
        label={missing.length > 0 ? 'Go there' : 'Hand it in'}
        pending={handIn.isPending}
        onConfirm={() => {
          const [next] = missing;
          if (!next) {
            handIn.mutate();
            return;
          }
          confirm.close();
          setSide('card');
          if (next.itemId) {
            turnTo(next.itemId, next.criterionId, true);
          }
        }}
        testId="confirm-hand-in"
      >
        {missing.length > 0 ? (
          <>
            <Text>Still to be decided:</Text>
            <ul className={classes.missing} tabIndex={0} aria-label="Still to be decided">
              {missing.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
            <Text size="sm" c="dimmed">
              What did not come up is “not seen”; level 0 says that it was absent.
            </Text>
          </>
        ) : (
          <Text>
            It is final then. You see the cards of the others once each of them has handed in, and
            can ask for the grader’s opinion.
          </Text>
        )}
      </Confirm>
    </Stack>
  );
}
