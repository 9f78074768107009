import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import type { CuratedQuestion } from '@/lib/api/types';
import type { Autosave } from '@/lib/autosave';
import { plural } from '@/lib/format';
import { useDraftStep } from './use-draft-step';

export type PlainStep = 'request' | 'withdraw' | 'approve' | 'return' | 'unschedule';

const words: Record<PlainStep, { title: string; text: string; label: string; comment?: string }> = {
  request: {
    title: 'Ask for a review?',
    text: 'Another curator reads it and approves it or sends it back. You can go on writing meanwhile.',
    label: 'Ask for review',
    comment: 'What should the reader look at? (optional)',
  },
  withdraw: {
    title: 'Withdraw the request?',
    text: 'It becomes a plain draft again. Nothing that was written is lost.',
    label: 'Withdraw',
  },
  approve: {
    title: 'Approve this draft?',
    text: 'It may then be published as it is now. Whoever changes it afterwards needs another approval.',
    label: 'Approve',
    comment: 'A comment (optional)',
  },
  return: {
    title: 'Send it back?',
    text: 'Say what has to change, so that its author knows where to begin.',
    label: 'Send back',
    comment: 'What has to change',
  },
  unschedule: {
    title: 'Take it off the schedule?',
    text: 'It stays approved, and can be published or written on.',
    label: 'Take off the schedule',
  },
};

export interface StepDialogProps {
  step: PlainStep;
  question: CuratedQuestion;
  autosave: Autosave;
  /** How many errors the linter has found. */
  errors: number;
  onClose: () => void;
}

export function StepDialog({ step, question, autosave, errors, onClose }: StepDialogProps) {
  const [comment, setComment] = useState('');
  const act = useDraftStep(question.id, autosave, onClose);
  const { title, text, label, comment: commentLabel } = words[step];
  const missing = step === 'return' && comment.trim() === '';
  return (
    <Confirm
      opened
      onClose={onClose}
      title={title}
      failure={act.error?.message}
      back="Not now"
      label={label}
      onConfirm={() => {
        if (!missing) {
          act.mutate(step === 'unschedule' ? { step } : { step, comment });
        }
      }}
      pending={act.isPending}
      expected={commentLabel === undefined}
      testId="confirm-step"
    >
      <Text>{text}</Text>
      {(step === 'request' || step === 'approve') && errors > 0 && (
        <Text size="sm" c="var(--gr-tone-1-strong)">
          The checks found {plural(errors, 'error')}: it cannot be published before they are mended.
        </Text>
      )}
      {commentLabel && (
        <Textarea
          label={commentLabel}
          autosize
          minRows={3}
          maxLength={2000}
          required={step === 'return'}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          data-autofocus
          data-testid="step-comment"
        />
      )}
    </Confirm>
  );
}
