import {
  Anchor,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ActionOrWhyNot } from '@/components/action-or-why-not';
import { FailureLine } from '@/components/failure';
import { sendToReview } from '@/lib/api/send-to-review';
import { drawSample } from '@/features/reviews/api/draw-sample';
import { keys } from '@/features/reviews/api/keys';
import { attemptIn, drawnWords, emptySample, sampleFrom, shareError } from './sample';

export interface SendDialogProps {
  onClose: () => void;
}

type What = 'share' | 'one';

/** Past answers for people to look at although nobody doubts them: a random share, or a certain one. */
export function SendDialog({ onClose }: SendDialogProps) {
  const [what, setWhat] = useState<What>('share');
  return (
    <Modal
      opened
      onClose={onClose}
      title="Send to review"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          People mark these answers blind, which tells how well the grader does. The grades stay as
          they are, and candidates notice nothing.
        </Text>
        <SegmentedControl
          aria-label="What to send"
          fullWidth
          data={[
            { value: 'share', label: 'A random share' },
            { value: 'one', label: 'One answer' },
          ]}
          value={what}
          onChange={(value) => setWhat(value as What)}
        />
        {what === 'share' ? <Share onClose={onClose} /> : <One onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Share({ onClose }: SendDialogProps) {
  const [form, setForm] = useState(emptySample);
  const queries = useQueryClient();
  const draw = useMutation({
    mutationFn: () => drawSample(sampleFrom(form)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.reviews }),
  });
  const set = (change: Partial<typeof form>) => {
    setForm({ ...form, ...change });
    draw.reset();
  };
  const wrong = shareError(form);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) {
          draw.mutate();
        }
      }}
    >
      <Stack gap="md">
        <Group grow align="start">
          <TextInput
            label="Share, in percent"
            description="The same share draws the same answers."
            inputMode="decimal"
            value={form.share}
            error={form.share.trim() === '' ? null : wrong}
            onChange={(event) => set({ share: event.currentTarget.value })}
            data-autofocus
          />
          <TextInput
            type="date"
            label="Graded since"
            description="Empty for any time."
            value={form.since}
            onChange={(event) => set({ since: event.currentTarget.value })}
          />
        </Group>
        <TextInput
          label="Question"
          description="Its id, as in its address; empty for all."
          value={form.questionId}
          onChange={(event) => set({ questionId: event.currentTarget.value })}
        />
        <Outcome said={draw.data && drawnWords(draw.data)} error={draw.error} />
        <Foot
          action="Draw"
          busy={draw.isPending}
          why={wrong && 'The share is not right yet.'}
          done={draw.isSuccess}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

function One({ onClose }: SendDialogProps) {
  const [text, setText] = useState('');
  const queries = useQueryClient();
  const attempt = attemptIn(text);
  const send = useMutation({
    mutationFn: sendToReview,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.reviews }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (attempt) {
          send.mutate(attempt);
        }
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Attempt"
          description="Its address, or the id at the end of it."
          value={text}
          error={text.trim() !== '' && !attempt ? 'There is no attempt’s id in this.' : null}
          onChange={(event) => {
            setText(event.currentTarget.value);
            send.reset();
          }}
          data-autofocus
        />
        <Outcome
          said={
            send.data && (
              <>
                It is in the queue now.{' '}
                <Anchor component={Link} to={`/reviews/${send.data.id}`} inherit underline="always">
                  Open the review
                </Anchor>
              </>
            )
          }
          error={send.error}
        />
        <Foot
          action="Send it"
          busy={send.isPending}
          why={attempt ? null : 'Say which attempt.'}
          done={send.isSuccess}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

interface OutcomeProps {
  said: ReactNode;
  error: Error | null;
}

/** There from the start, so that what appears in it is announced. */
function Outcome({ said, error }: OutcomeProps) {
  return (
    <div data-testid="send-outcome">
      {error && <FailureLine>{error.message}</FailureLine>}
      <Text size="sm" component="div" role="status">
        {said}
      </Text>
    </div>
  );
}

interface FootProps {
  action: string;
  /** Why it cannot be sent yet. */
  why: string | null;
  busy: boolean;
  done: boolean;
  onClose: () => void;
}

function Foot({ action, why, busy, done, onClose }: FootProps) {
  return (
    <ActionOrWhyNot
      why={why}
      other={
        <Button variant="default" onClick={onClose}>
          {done ? 'Close' : 'Cancel'}
        </Button>
      }
      type="submit"
      loading={busy}
      data-testid="send-to-review"
    >
      {action}
    </ActionOrWhyNot>
  );
}
