import { Alert, Button, Checkbox, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCheck,
  IconEqual,
  IconHourglass,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { FailureLine } from '@/components/failure';
import { LevelPicker } from '@/components/level-picker';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import '@/components/tones.css';
import { keys } from '@/features/sessions/api/keys';
import { excuse, panelQuery, saveReconciliation } from '@/features/sessions/api/scorecards';
import { guideQuery, sessionQuery } from '@/features/sessions/api/sessions';
import type {
  Agreement,
  Guide,
  GuideItem,
  PanelCards,
  ReconciledCriterion,
  Scorecard,
  SessionView,
} from '@/features/sessions/api/shapes';
import { recommendationLabel, recommendationOrder } from '@/features/sessions/labels';
import { levelTexts } from '@/features/sessions/rubric';
import { EvidenceList } from '@/features/sessions/scorecard/criterion-row';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { ProblemError } from '@/lib/api/problem';
import { canKeep, keptWords } from '@/lib/answer-keeper';
import { toneOfLevel } from '@/lib/evidence-marks';
import { dayTime, plural } from '@/lib/format';
import { levelName } from '@/lib/labels';
import {
  contentOf,
  differences,
  draftOf,
  halfDecided,
  keyOf,
  needsReason,
  sameDraft,
  takeUp,
  type AgreementDraft,
  type KeptAgreement,
} from './agreement';
import classes from './panel-page.module.css';

/** The panel: blind until each has handed in, then side by side, then one level a criterion. */
export function PanelPage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  const over =
    session.data?.me.role === 'INTERVIEWER' &&
    (session.data.state === 'SCORING' || session.data.state === 'RELEASED');
  const panel = useQuery({ ...panelQuery(id), enabled: over });
  const guide = useQuery({ ...guideQuery(id), enabled: over });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => (
        <Stack gap={36}>
          <SessionHead session={found} part="Panel" />
          {!over ? (
            <Notice icon={<IconUsers />} title="Nothing for the panel yet">
              When the session has ended, its interviewers hand in their scorecards and agree here.
            </Notice>
          ) : panel.error instanceof ProblemError && panel.error.status === 409 ? (
            <OwnFirst session={found} />
          ) : (
            <Loaded query={guide}>
              {(questions) => (
                <Loaded query={panel}>
                  {(cards) => <Desk session={found} guide={questions} cards={cards} />}
                </Loaded>
              )}
            </Loaded>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface OwnFirstProps {
  session: SessionView;
  /** The others go on without this reader's card. */
  excused?: boolean;
}

function OwnFirst({ session, excused = false }: OwnFirstProps) {
  if (session.state === 'RELEASED') {
    return (
      <Notice icon={<IconUsers />} title="Released without your scorecard">
        What the others thought is shown to those who had handed in before.
      </Notice>
    );
  }
  return (
    <Notice
      icon={<IconUsers />}
      title="First your own"
      action={
        <Button component={Link} to={`/sessions/${session.id}/scorecard`}>
          My scorecard
        </Button>
      }
    >
      {excused
        ? 'The others no longer wait for you. Until they release the report your scorecard still counts, and what they think is shown once you have handed it in.'
        : 'The panel is blind: what the others think is shown once you have handed in your scorecard.'}
    </Notice>
  );
}

interface DeskProps {
  session: SessionView;
  guide: Guide;
  cards: PanelCards;
}

function Desk({ session, guide, cards }: DeskProps) {
  const { panel, complete, reconciliation } = cards;
  const mine = panel.find(({ participantId }) => participantId === session.me.participantId);
  if (mine && !mine.handedInAt) {
    return (
      <Stack gap="xl">
        <OwnFirst session={session} excused={mine.excused} />
        <Seats session={session} cards={cards} />
      </Stack>
    );
  }
  return (
    <Stack gap={36}>
      <Seats session={session} cards={cards} />
      {!complete || !reconciliation ? (
        <Notice icon={<IconHourglass />} title="Others are still to hand in">
          The cards are shown side by side as soon as all are in, so that nobody is swayed. This
          page then changes by itself.
        </Notice>
      ) : (
        <Reconcile
          key={`${session.id} ${reconciliation.revision}`}
          session={session}
          guide={guide}
          cards={cards.cards}
          agreement={reconciliation}
        />
      )}
    </Stack>
  );
}

function Seats({ session, cards }: { session: SessionView; cards: PanelCards }) {
  const queries = useQueryClient();
  const pass = useMutation({
    mutationFn: (participantId: string) => excuse(session.id, participantId),
    onSuccess: (next) => queries.setQueryData(keys.panel(session.id), next),
  });
  const self = session.me.participantId;
  const handedIn = cards.panel.some(
    ({ participantId, handedInAt }) => participantId === self && handedInAt,
  );
  return (
    <Section title="Who has handed in">
      <ul className={classes.seats} data-testid="seats">
        {cards.panel.map(({ participantId, name, joined, excused, handedInAt }) => (
          <li
            key={participantId}
            className={classes.seat}
            data-in={Boolean(handedInAt) || undefined}
          >
            {handedInAt ? (
              <IconCheck size={18} aria-hidden />
            ) : (
              <IconHourglass size={18} aria-hidden />
            )}
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed" flex={1}>
              {handedInAt
                ? `handed in ${dayTime(handedInAt)}`
                : excused
                  ? 'no longer waited for'
                  : joined
                    ? 'still to hand in'
                    : 'never joined, not waited for'}
            </Text>
            {!handedInAt && joined && !excused && participantId !== self && handedIn && (
              <Button
                size="compact-sm"
                variant="subtle"
                loading={pass.isPending}
                onClick={() => pass.mutate(participantId)}
                aria-label={`Do not wait for ${name}`}
              >
                Do not wait
              </Button>
            )}
          </li>
        ))}
      </ul>
      {pass.isError && <FailureLine>{pass.error.message}</FailureLine>}
    </Section>
  );
}

interface ReconcileProps {
  session: SessionView;
  guide: Guide;
  cards: readonly Scorecard[];
  agreement: Agreement;
}

function Reconcile({ session, guide, cards, agreement }: ReconcileProps) {
  const { id } = session;
  const queries = useQueryClient();
  const released = session.state === 'RELEASED';
  const [kept, keep, forget] = useLocalStorage<KeptAgreement | null>({
    key: `greenroom.agreement.${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const [taken] = useState(() => takeUp(agreement, kept));
  const [draft, setDraft] = useState(taken.draft);
  const [offered, setOffered] = useState(released ? null : taken.offered);
  const keepHere = (next: AgreementDraft) => {
    if (sameDraft(next, draftOf(agreement))) {
      forget();
    } else {
      keep({ revision: agreement.revision, draft: next });
    }
  };
  const change = (next: AgreementDraft) => {
    setDraft(next);
    // What is offered stays kept until it is answered for.
    if (!offered) {
      keepHere(next);
    }
  };
  const answerOffer = (next: AgreementDraft) => {
    setOffered(null);
    setDraft(next);
    keepHere(next);
  };
  const save = useMutation({
    mutationFn: (sent: AgreementDraft) =>
      saveReconciliation(id, agreement.revision, contentOf(agreement, sent)),
    onSuccess: (next, sent) => {
      if (next.reconciliation && !sameDraft(draft, sent)) {
        // Chosen while it was on its way: goes on from what is saved now.
        keep({ revision: next.reconciliation.revision, draft });
      } else {
        forget();
      }
      queries.setQueryData(keys.panel(id), next);
      void queries.invalidateQueries({ queryKey: keys.release(id) });
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.status === 412) {
        // Theirs come, and ours are offered beside them.
        void queries.invalidateQueries({ queryKey: keys.panel(id) });
      }
    },
  });
  const { of, differing, widest } = differences(agreement);
  const dirty = !sameDraft(draft, draftOf(agreement));
  const half = halfDecided(agreement, draft);
  return (
    <Stack gap={36} data-testid="reconcile">
      {offered && (
        <Alert
          role="alert"
          className={classes.pressing}
          icon={<IconAlertTriangle aria-hidden />}
          title="Somebody else of the panel saved meanwhile"
          data-testid="agreement-conflict"
        >
          <Text size="sm">
            This page shows theirs; your choices are not saved, and {keptWords(canKeep())}. Which do
            you want to go on with?
          </Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => answerOffer(offered)}>
              Mine
            </Button>
            <Button size="xs" variant="default" onClick={() => answerOffer(draft)}>
              Theirs
            </Button>
          </Group>
        </Alert>
      )}
      <Text data-testid="differences">
        {differing === 0
          ? `All ${plural(cards.length, 'card')} say the same on each of ${of} criteria.`
          : `The cards differ on ${differing} of ${of} criteria, by ${plural(widest, 'level')} at most.`}{' '}
        What each gave stays on record beside what you agree on.
      </Text>
      {agreement.items.map((item) => {
        const known = guide.items.find(({ itemId }) => itemId === item.itemId);
        return (
          known && (
            <Section key={item.itemId} title={known.question.title}>
              {item.criteria.map((criterion) => (
                <CriterionAgreement
                  key={criterion.criterionId}
                  guide={known}
                  criterion={criterion}
                  cards={cards}
                  closed={released}
                  chosen={draft.levels[keyOf(item.itemId, criterion.criterionId)]}
                  onChoose={(chosen) =>
                    change({
                      ...draft,
                      levels: {
                        ...draft.levels,
                        [keyOf(item.itemId, criterion.criterionId)]: chosen,
                      },
                    })
                  }
                />
              ))}
              {item.redFlags.map(({ redFlagId, by }) => {
                const flag = known.question.redFlags.find((other) => other.id === redFlagId);
                const key = keyOf(item.itemId, redFlagId);
                return (
                  <Radio.Group
                    key={redFlagId}
                    label={`Red flag: ${flag?.title ?? redFlagId}`}
                    description={`Seen by ${names(cards, by)}. Caps the score at ${flag?.cap ?? '?'}.`}
                    value={draft.flags[key] === undefined ? '' : String(draft.flags[key])}
                    onChange={(value) =>
                      change({ ...draft, flags: { ...draft.flags, [key]: value === 'true' } })
                    }
                  >
                    <Group gap="lg" mt={6}>
                      <Radio value="true" label="It stands" disabled={released} />
                      <Radio value="false" label="It does not" disabled={released} />
                    </Group>
                  </Radio.Group>
                );
              })}
            </Section>
          )
        );
      })}
      <Section title="In all">
        <ul className={classes.voices}>
          {cards.map(({ participantId, name, recommendation, feedback, privateRemark }) => (
            <li key={participantId} className={classes.voice}>
              <Text fw={600}>
                {name}
                {recommendation && `: ${recommendationLabel(recommendation)}`}
              </Text>
              {feedback && <Text className={classes.words}>{feedback}</Text>}
              {privateRemark && (
                <Text size="sm" c="dimmed" className={classes.words}>
                  For the panel: {privateRemark}
                </Text>
              )}
            </li>
          ))}
        </ul>
        <Radio.Group
          label="The panel’s recommendation"
          value={draft.recommendation ?? ''}
          onChange={(value) =>
            change({ ...draft, recommendation: value as (typeof recommendationOrder)[number] })
          }
        >
          <Group gap="lg" mt={6}>
            {recommendationOrder.map((value) => (
              <Radio
                key={value}
                value={value}
                label={recommendationLabel(value)}
                disabled={released}
              />
            ))}
          </Group>
        </Radio.Group>
      </Section>
      {!released && (
        <div className={classes.foot}>
          {save.isError && <FailureLine>{save.error.message}</FailureLine>}
          {half.length > 0 && (
            <Text size="sm" role="status" id="half-decided">
              The red flags of a question are saved together. Decide the others, too:{' '}
              {half
                .map((itemId) => guide.items.find((item) => item.itemId === itemId))
                .flatMap((item) => (item ? [`“${item.question.title}”`] : []))
                .join(', ')}
              .
            </Text>
          )}
          {agreement.missing.length > 0 && !dirty && (
            <ul className={classes.missing} aria-label="Still to be decided" tabIndex={0}>
              {agreement.missing.map(({ code, detail }) => (
                <li key={`${code} ${detail}`}>{detail}</li>
              ))}
            </ul>
          )}
          <Group gap="sm">
            <Button
              onClick={() => save.mutate(draft)}
              loading={save.isPending}
              disabled={!dirty || half.length > 0 || offered !== null}
              aria-describedby={half.length > 0 ? 'half-decided' : undefined}
              data-testid="save-agreement"
            >
              {dirty ? 'Save what is agreed' : 'Saved'}
            </Button>
            {!dirty && agreement.missing.length === 0 && (
              <Button
                component={Link}
                to={`/sessions/${id}/release`}
                variant="light"
                data-testid="to-release"
              >
                On to the release
              </Button>
            )}
          </Group>
        </div>
      )}
    </Stack>
  );
}

const names = (cards: readonly Scorecard[], ids: readonly string[]): string =>
  cards
    .filter(({ participantId }) => ids.includes(participantId))
    .map(({ name }) => name)
    .join(' and ');

interface CriterionAgreementProps {
  guide: GuideItem;
  criterion: ReconciledCriterion;
  cards: readonly Scorecard[];
  closed: boolean;
  chosen: AgreementDraft['levels'][string] | undefined;
  onChoose: (chosen: AgreementDraft['levels'][string]) => void;
}

function CriterionAgreement(props: CriterionAgreementProps) {
  const { guide, criterion, cards, closed, chosen, onChoose } = props;
  const { criterionId, levels, unanimous, spread } = criterion;
  const known = guide.question.rubric.criteria.find(({ id }) => id === criterionId);
  const before = chosen ?? { agreed: null, notSeen: false, reason: '' };
  const nameOf = (participantId: string) =>
    cards.find((card) => card.participantId === participantId)?.name ?? 'An interviewer';
  if (!known) {
    return null;
  }
  return (
    <article
      className={classes.criterion}
      data-differs={!unanimous || undefined}
      data-testid="agree-criterion"
      aria-label={known.title}
    >
      <Group gap="sm" mb="sm">
        <Title order={3} size="h4" flex="1 1 11rem">
          {known.title}
        </Title>
        <Text size="sm" c="dimmed">
          {known.weight} %
        </Text>
        <ToneBadge
          tone={unanimous ? 'good' : spread > 1 ? 'bad' : 'doubtful'}
          leftSection={
            unanimous ? (
              <IconEqual size={12} aria-hidden />
            ) : (
              <IconArrowsDiff size={12} aria-hidden />
            )
          }
        >
          {unanimous
            ? 'Same level'
            : spread > 0
              ? `${plural(spread, 'level')} apart`
              : 'Not all saw it'}
        </ToneBadge>
      </Group>
      <div className={classes.sides}>
        {levels.map(({ participantId, level }) => {
          const mark = cards
            .find((card) => card.participantId === participantId)
            ?.items.find(({ itemId }) => itemId === guide.itemId)
            ?.criteria.find((other) => other.criterionId === criterionId);
          return (
            <div key={participantId}>
              <Text size="sm" fw={600}>
                {nameOf(participantId)}:{' '}
                {level === null || level === undefined
                  ? 'not seen'
                  : `${level} ${levelName(level)}`}
              </Text>
              {mark?.note && (
                <Text size="sm" className={classes.words}>
                  {mark.note}
                </Text>
              )}
              <EvidenceList evidence={mark?.evidence ?? []} tone={toneOfLevel(level)} />
            </div>
          );
        })}
      </div>
      {closed ? (
        <Text size="sm" mt="md">
          Agreed:{' '}
          <b>
            {before.agreed === null ? 'not seen' : `${before.agreed} ${levelName(before.agreed)}`}
          </b>
          {before.reason && ` · ${before.reason}`}
        </Text>
      ) : (
        <>
          <Text size="sm" fw={600} mt="md" mb={4}>
            The level that counts
          </Text>
          <LevelPicker
            label={`The level that counts for ${known.title}`}
            descriptors={levelTexts(known)}
            value={before.agreed ?? undefined}
            onChange={(agreed) => onChoose({ ...before, agreed, notSeen: false })}
            givenBy={levels.flatMap(({ participantId, level }) =>
              level === null || level === undefined ? [] : [{ level, who: nameOf(participantId) }],
            )}
          />
          <Checkbox
            size="sm"
            mt="xs"
            label="Not seen: it did not come up"
            checked={before.notSeen}
            onChange={(event) =>
              onChoose({
                ...before,
                notSeen: event.currentTarget.checked,
                agreed: event.currentTarget.checked ? null : before.agreed,
              })
            }
          />
          {needsReason(criterion, chosen) && (
            <Textarea
              label="Why"
              description="It stays on record beside what each of you gave."
              size="sm"
              mt="sm"
              autosize
              minRows={2}
              maxLength={4000}
              required
              value={before.reason}
              onChange={(event) => onChoose({ ...before, reason: event.currentTarget.value })}
              data-testid="agree-reason"
            />
          )}
        </>
      )}
    </article>
  );
}
