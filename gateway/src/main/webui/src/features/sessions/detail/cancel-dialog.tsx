import { Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';

export interface CancelDialogProps<T> {
  /** The dialog stays in the page when it is closed, or the focus would not find back to its opener. */
  opened: boolean;
  session: { id: string; peer: boolean };
  /** Calls it off. */
  send: (id: string, reason: string) => Promise<T>;
  onClose: () => void;
  onCancelled: (session: T) => void;
}

export function CancelDialog<T>({
  opened,
  session,
  send,
  onClose,
  onCancelled,
}: CancelDialogProps<T>) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const blank = reason.trim() === '';
  const cancel = useMutation({
    mutationFn: () => send(session.id, reason.trim()),
    onSuccess: (next) => {
      onCancelled(next);
      close();
    },
  });
  const close = () => {
    setReason('');
    setTried(false);
    cancel.reset();
    onClose();
  };
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title="Cancel this session?"
      failure={cancel.error?.message}
      back="Keep it"
      label="Cancel the session"
      onConfirm={() => (blank ? setTried(true) : cancel.mutate())}
      pending={cancel.isPending}
      danger
      testId="confirm-cancel"
    >
      <Text>
        {session.peer &&
          'The session in which the two peers change places is cancelled with it, unless it has begun. '}
        Everyone gets a notice by mail, which takes it off their calendars.
      </Text>
      <Textarea
        label="Reason"
        description="Everyone invited reads it."
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={reason}
        error={tried && blank ? 'Say why, in a few words.' : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="cancel-reason"
      />
    </Confirm>
  );
}
