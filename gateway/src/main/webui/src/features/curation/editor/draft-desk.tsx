import { Alert, Kbd, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Disclosure } from '@/components/disclosure';
import { SaveIndicator } from '@/components/save-state';
import type { CuratedQuestion, DraftView } from '@/lib/api/types';
import type { ServerAnswer } from '@/lib/autosave';
import { dayTime } from '@/lib/format';
import { askedText } from '@/features/curation/api/find-duplicates';
import { lintQuery } from '@/features/curation/api/lint-draft';
import { draftFrom, draftOf } from '@/features/curation/content/content';
import { DraftActions } from '@/features/curation/review/draft-actions';
import { ReviewNotes } from '@/features/curation/review/review-notes';
import { DraftChanges } from '@/features/curation/history/draft-changes';
import { keptWords } from '@/lib/answer-keeper';
import { CollisionDialog } from './collision-dialog';
import { DuplicatesPanel } from './duplicates-panel';
import classes from './editor.module.css';
import { byPointer, Findings, goToField } from './findings';
import { FindingsPanel } from './findings-panel';
import { LinksPanel } from './links-panel';
import { Outline } from './outline';
import { Preview } from './preview';
import { QuestionForm } from './question-form';
import { QuestionHead } from './question-head';
import { TryRubric } from './try-rubric';
import { useDraft } from './use-draft';

type View = 'write' | 'candidate' | 'interviewer' | 'changes' | 'try';

const viewLabels: Record<View, string> = {
  write: 'Write',
  candidate: 'As candidate',
  interviewer: 'As interviewer',
  changes: 'Changes',
  try: 'Try the rubric',
};

export interface DraftDeskProps {
  question: CuratedQuestion;
  draft: DraftView;
  answer: ServerAnswer;
}

/** Where a draft is written, looked at, tried, reviewed and published. */
export function DraftDesk({ question, draft, answer }: DraftDeskProps) {
  const { id } = question;
  const { sheet, change, autosave, state, settle, offered, answerOffer } = useDraft(
    question,
    answer,
  );
  const writable = draft.state !== 'SCHEDULED';
  const compared = draft.baseVersion ?? question.latestVersion;
  const [view, setView] = useState<View>(() =>
    draft.state === 'IN_REVIEW' && draft.mayApprove
      ? compared === undefined
        ? 'interviewer'
        : 'changes'
      : writable
        ? 'write'
        : 'interviewer',
  );
  const [trial, setTrial] = useState('');
  const current = useMemo(() => draftOf(sheet), [sheet]);
  const [checked] = useDebouncedValue(
    useMemo(() => JSON.stringify(current), [current]),
    800,
  );
  const lint = useQuery(lintQuery(id, checked));
  const asked = useMemo(() => askedText(checked), [checked]);
  const findings = useMemo(() => byPointer(lint.data ?? []), [lint.data]);

  const target = useRef<string | null>(null);
  const jump = (pointer: string) => {
    if (view === 'write') {
      goToField(pointer);
    } else {
      target.current = pointer;
      setView('write');
    }
  };
  useEffect(() => {
    if (view === 'write' && target.current !== null) {
      goToField(target.current);
      target.current = null;
    }
  }, [view]);
  const save = () => void autosave.save();
  useHotkeys([['mod+S', save]], []);

  const views = (Object.keys(viewLabels) as View[]).filter(
    (each) => (each !== 'write' || writable) && (each !== 'changes' || compared !== undefined),
  );
  const panels = (
    <Stack gap="xl">
      {view === 'write' && <Outline sheet={sheet} findings={findings} />}
      <FindingsPanel
        findings={lint.data}
        checking={lint.isFetching}
        failed={lint.isError}
        onJump={jump}
      />
      <LinksPanel questionId={id} />
      <DuplicatesPanel questionId={id} text={asked} />
    </Stack>
  );
  return (
    <Findings.Provider value={findings}>
      <Stack gap="md">
        <QuestionHead question={question} />
        <ReviewNotes draft={draft} />
        {!writable && draft.scheduledFor && (
          <Alert title={`To be published ${dayTime(draft.scheduledFor)}`}>
            Until then it cannot be changed. Take it off the schedule to write on.
          </Alert>
        )}
        <div className={classes.bar}>
          <SegmentedControl
            className={classes.views}
            size="xs"
            aria-label="What to show"
            data={views.map((value) => ({ value, label: viewLabels[value] }))}
            value={view}
            onChange={(value) => setView(value as View)}
          />
          <div className={classes.state}>
            <SaveIndicator
              state={state}
              kept={!autosave.wouldLose}
              onRetry={save}
              closed={`It may not be changed any more; what you wrote is ${keptWords(!autosave.wouldLose)}`}
            />
            <DraftActions
              question={question}
              draft={draft}
              autosave={autosave}
              findings={lint.data ?? []}
              onJump={jump}
            />
          </div>
        </div>
        <div className={classes.layout} data-single={view === 'try' || undefined}>
          <div>
            {view === 'write' && (
              <>
                <QuestionForm
                  sheet={sheet}
                  change={change}
                  fresh={question.latestVersion === undefined}
                />
                <Text size="xs" c="dimmed" mt="xl" visibleFrom="md">
                  Everything is saved while you write. <Kbd size="xs">Alt</Kbd>{' '}
                  <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> moves what you are in, with{' '}
                  <Kbd size="xs">Shift</Kbd> it is duplicated.
                </Text>
              </>
            )}
            {(view === 'candidate' || view === 'interviewer') && (
              <Preview draft={current} as={view} />
            )}
            {view === 'changes' && compared !== undefined && (
              <DraftChanges id={id} base={compared} revision={autosave.revision} state={state} />
            )}
            {view === 'try' && <TryRubric draft={current} answer={trial} onAnswer={setTrial} />}
          </div>
          {view !== 'try' && (
            <aside className={classes.aside} aria-label="Checks and similar questions">
              <div className={classes.wide}>{panels}</div>
              <div className={classes.narrow}>
                <Disclosure
                  label={`Checks and similar questions${lint.data && lint.data.length > 0 ? ` (${lint.data.length})` : ''}`}
                >
                  {panels}
                </Disclosure>
              </div>
            </aside>
          )}
        </div>
        {offered && writable && (
          <CollisionDialog
            title="There is an unsaved draft on this device"
            explanation={`It was written ${dayTime(offered.keptAt)} and never reached the server, where the draft was changed since.`}
            before={draftFrom(answer.text)}
            mine={draftFrom(offered.text)}
            theirs={draftFrom(answer.text)}
            names={{ mine: 'On this device', theirs: 'On the server' }}
            onChoose={(chosen) =>
              answerOffer(JSON.stringify(chosen) === answer.text ? null : chosen)
            }
          />
        )}
        {state.kind === 'conflict' && (
          <CollisionDialog
            title={`${draft.updatedBy} changed this draft meanwhile`}
            explanation="Nothing is lost: both texts are here. What only one of you changed is taken from that one; say how the rest shall be."
            before={draftFrom(autosave.acknowledged)}
            mine={current}
            theirs={draftFrom(state.theirs.text)}
            names={{ mine: 'Yours', theirs: 'Theirs' }}
            onChoose={settle}
          />
        )}
      </Stack>
    </Findings.Provider>
  );
}
