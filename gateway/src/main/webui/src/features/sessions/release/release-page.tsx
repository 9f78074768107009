import {
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Confirm } from '@/components/confirm';
import { Disclosure } from '@/components/disclosure';
import { Failure } from '@/components/failure';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { SaveIndicator } from '@/components/save-state';
import { Section } from '@/components/section';
import { keys } from '@/features/sessions/api/keys';
import { release as releaseReport, releaseQuery } from '@/features/sessions/api/release';
import { guideQuery, sessionQuery } from '@/features/sessions/api/sessions';
import type { Guide, Release, SessionView } from '@/features/sessions/api/shapes';
import { ReportView } from '@/features/sessions/report/report-view';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { keptWords } from '@/lib/answer-keeper';
import { ProblemError } from '@/lib/api/problem';
import { dayTime } from '@/lib/format';
import {
  nextStepOf,
  noteOf,
  proposalsFor,
  withEvidenceShown,
  withNextStep,
  withNote,
} from './composition';
import classes from './release-page.module.css';
import { useComposition } from './use-composition';

/** Where the panel composes what the candidate gets, sees exactly that, and releases it. */
export function ReleasePage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  const open = session.data?.me.role === 'INTERVIEWER' && session.data.state === 'SCORING';
  const release = useQuery({ ...releaseQuery(id), enabled: open, refetchOnWindowFocus: false });
  const guide = useQuery({ ...guideQuery(id), enabled: open });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) =>
        found.state === 'RELEASED' ? (
          <Navigate to={`/sessions/${id}/report`} replace />
        ) : (
          <Stack gap={36}>
            <SessionHead session={found} part="Release" />
            {!open ? (
              <Notice icon={<IconSend />} title="Nothing to release yet">
                When the session has ended and each interviewer has handed in, the panel composes
                here what the candidate gets.
              </Notice>
            ) : release.error instanceof ProblemError &&
              (release.error.status === 409 || release.error.status === 403) ? (
              <Notice icon={<IconSend />} title="Not yet">
                {release.error.message}
              </Notice>
            ) : (
              <Loaded query={guide}>
                {(questions) => (
                  <Loaded query={release}>
                    {(composed) => (
                      <Desk key={id} session={found} guide={questions} release={composed} />
                    )}
                  </Loaded>
                )}
              </Loaded>
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

interface DeskProps {
  session: SessionView;
  guide: Guide;
  release: Release;
}

function Desk({ session, guide, release }: DeskProps) {
  const { id } = session;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { content, change, autosave, state, resolve, offered, answerOffer } = useComposition(
    id,
    release,
  );
  const [side, setSide] = useState<'compose' | 'preview'>('compose');
  const [confirming, confirm] = useDisclosure(false);
  const send = useMutation({
    mutationFn: async () => {
      if (!(await autosave.save())) {
        throw new Error(
          `Your newest words are not on the server yet. They are ${keptWords(!autosave.wouldLose)}.`,
        );
      }
      return releaseReport(id, autosave.revision);
    },
    onSuccess: (report) => {
      autosave.handedIn();
      queries.setQueryData(keys.report(id), report);
      void queries.invalidateQueries({ queryKey: keys.session(id), exact: true });
      void queries.invalidateQueries({ queryKey: keys.sessions });
      void navigate(`/sessions/${id}/report`);
    },
  });
  const candidate = session.participants.find(({ role }) => role === 'CANDIDATE')?.name;
  const { missing, preview, moments } = release;
  const nameOf = (participantId: string) =>
    session.participants.find((person) => person.id === participantId)?.name ?? 'An interviewer';
  return (
    <Stack gap="lg" data-testid="release-desk">
      <div className={classes.bar}>
        <SaveIndicator
          state={state}
          kept={!autosave.wouldLose}
          onRetry={() => autosave.retry()}
          closed="Already released"
        />
        <Button
          ms="auto"
          size="sm"
          leftSection={<IconSend size={17} aria-hidden />}
          onClick={confirm.open}
          data-testid="release"
        >
          Release
        </Button>
      </div>
      {offered && (
        <Alert
          icon={<IconAlertTriangle aria-hidden />}
          title={`A version of ${dayTime(offered.keptAt)} stayed on this device`}
          data-testid="release-offer"
        >
          <Text size="sm">
            It never reached the server, and the panel’s was changed since. Which one do you want to
            go on with?
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
          icon={<IconAlertTriangle aria-hidden />}
          title="Somebody else of the panel changed this"
        >
          <Text size="sm">Both are still there. Which one do you want to go on with?</Text>
          <Group gap="sm" mt="sm">
            <Button size="xs" onClick={() => resolve('mine')}>
              The one on this page
            </Button>
            <Button size="xs" variant="default" onClick={() => resolve('theirs')}>
              Theirs
            </Button>
          </Group>
        </Alert>
      )}
      {missing.length > 0 && (
        <div className={classes.missing} role="status" data-testid="release-missing">
          <Text size="sm" fw={600}>
            Before it can be released
          </Text>
          <List size="sm">
            {missing.map(({ code, detail }) => (
              <List.Item key={`${code} ${detail}`}>{detail}</List.Item>
            ))}
          </List>
        </div>
      )}
      <SegmentedControl
        aria-label="Show"
        data={[
          { value: 'compose', label: 'Compose' },
          { value: 'preview', label: 'What the candidate gets' },
        ]}
        value={side}
        onChange={(value) => {
          setSide(value as 'compose' | 'preview');
          if (value === 'preview') {
            void autosave.save();
          }
        }}
        style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
        data-testid="release-side"
      />
      {side === 'preview' ? (
        <div className={classes.preview} data-testid="preview">
          <Text size="sm" c="dimmed" mb="md">
            {state.kind === 'saved'
              ? `This, to the letter, and nothing else goes to ${candidate ?? 'the candidate'}.`
              : 'The newest changes are not in it yet.'}
          </Text>
          <ReportView report={preview} />
        </div>
      ) : (
        <Stack gap={36}>
          <Section
            title="Feedback"
            lead="It stands before everything else. Markdown works. It starts from what the interviewers wrote."
          >
            <Textarea
              aria-label="Feedback"
              autosize
              minRows={6}
              maxLength={40_000}
              value={content.feedback}
              onChange={(event) => {
                const feedback = event.currentTarget.value;
                change((c) => ({ ...c, feedback }));
              }}
              data-testid="release-feedback"
            />
            <Checkbox
              label="Show the panel’s recommendation"
              checked={content.showRecommendation}
              onChange={(event) => {
                const showRecommendation = event.currentTarget.checked;
                change((c) => ({ ...c, showRecommendation }));
              }}
            />
          </Section>
          {preview.items.map((item) => {
            const question = guide.items.find(({ itemId }) => itemId === item.itemId)?.question;
            const own = moments.filter(({ itemId }) => itemId === item.itemId);
            return (
              <Section key={item.itemId} title={item.title}>
                {(question?.rubric.criteria ?? []).map((criterion) => (
                  <div key={criterion.id}>
                    <Textarea
                      label={criterion.title}
                      description="Why this level. Without a word of yours, the rubric’s own words stand."
                      autosize
                      minRows={2}
                      maxLength={4000}
                      value={noteOf(content, item.itemId, criterion.id)}
                      onChange={(event) => {
                        const note = event.currentTarget.value;
                        change((c) => withNote(c, item.itemId, criterion.id, note));
                      }}
                    />
                    {proposalsFor(release, item.itemId, criterion.id).map((proposal) => (
                      <div key={proposal.participantId} className={classes.proposal}>
                        <Text size="sm" flex={1}>
                          <b>{nameOf(proposal.participantId)}:</b> {proposal.note}
                        </Text>
                        <Button
                          size="compact-sm"
                          variant="light"
                          onClick={() =>
                            change((c) =>
                              withNote(
                                c,
                                item.itemId,
                                criterion.id,
                                [noteOf(c, item.itemId, criterion.id), proposal.note]
                                  .filter((text) => text.trim() !== '')
                                  .join('\n'),
                              ),
                            )
                          }
                        >
                          Take over
                        </Button>
                      </div>
                    ))}
                  </div>
                ))}
                <Textarea
                  label="Next step"
                  description="One thing to do now."
                  autosize
                  maxLength={2000}
                  value={nextStepOf(content, item.itemId)}
                  onChange={(event) => {
                    const nextStep = event.currentTarget.value;
                    change((c) => withNextStep(c, item.itemId, nextStep));
                  }}
                />
                {own.length > 0 && (
                  <Disclosure label={`Evidence (${own.length})`}>
                    <Stack gap="xs">
                      {own.map((moment) => (
                        <Checkbox
                          key={moment.id}
                          label={<span className={classes.quote}>{moment.quote}</span>}
                          description={
                            question?.rubric.criteria.find(
                              ({ id: criterionId }) => criterionId === moment.criterionId,
                            )?.title
                          }
                          checked={!content.hiddenEvidence.includes(moment.id)}
                          onChange={(event) => {
                            const shown = event.currentTarget.checked;
                            change((c) => withEvidenceShown(c, moment.id, shown));
                          }}
                        />
                      ))}
                    </Stack>
                  </Disclosure>
                )}
              </Section>
            );
          })}
        </Stack>
      )}
      {send.isError && !confirming && <Failure error={send.error} />}
      <Confirm
        opened={confirming}
        onClose={confirm.close}
        title={missing.length > 0 ? 'Not yet' : `Release it to ${candidate ?? 'the candidate'}?`}
        failure={send.error?.message}
        back={missing.length > 0 ? 'Close' : 'Not yet'}
        label={missing.length > 0 ? 'See what they would get' : 'Release it'}
        pending={send.isPending}
        onConfirm={() => {
          if (missing.length > 0) {
            confirm.close();
            setSide('preview');
          } else {
            send.mutate();
          }
        }}
        testId="confirm-release"
      >
        {missing.length > 0 ? (
          <List>
            {missing.map(({ code, detail }) => (
              <List.Item key={`${code} ${detail}`}>{detail}</List.Item>
            ))}
          </List>
        ) : (
          <Text>
            They get a mail and read what the preview shows. It cannot be taken back. Private notes
            and remarks stay with their authors.
          </Text>
        )}
      </Confirm>
    </Stack>
  );
}
