import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@/components/confirm';
import { handSessionOver } from '@/features/sessions/api/sessions';
import type { SessionSummary } from '@/features/sessions/api/shapes';

export interface HandOverDialogProps {
  /** The dialog stays in the page when it is closed, or the focus would not find back to its opener. */
  opened: boolean;
  session: SessionSummary;
  onClose: () => void;
  onDone: () => void;
}

/** Gives a session of others another interviewer. */
export function HandOverDialog({ opened, session, onClose, onDone }: HandOverDialogProps) {
  const [account, setAccount] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const blank = account.trim() === '';
  const handOver = useMutation({
    mutationFn: () =>
      handSessionOver(session.id, {
        account: account.trim(),
        ...(name.trim() !== '' && { name: name.trim() }),
      }),
    onSuccess: () => {
      onDone();
      close();
    },
  });
  const close = () => {
    setAccount('');
    setName('');
    setTried(false);
    handOver.reset();
    onClose();
  };
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title="Add an interviewer?"
      failure={handOver.error?.message}
      back="Not now"
      label="Add them"
      onConfirm={() => (blank ? setTried(true) : handOver.mutate())}
      pending={handOver.isPending}
      testId="confirm-hand-over"
    >
      <Text>
        {session.state === 'SCORING'
          ? 'They score the interview from its replay, can go on without those who do not hand in, and release the report. They are told by mail; the others stay on the panel.'
          : 'They can lead it, move it and call it off. Everyone gets a new invitation; the others stay.'}
      </Text>
      <TextInput
        label="Account or e-mail address"
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        value={account}
        error={tried && blank ? 'Say whom.' : undefined}
        onChange={(event) => {
          setAccount(event.currentTarget.value);
          handOver.reset();
        }}
        data-testid="hand-over-account"
      />
      <TextInput
        label="Name (optional)"
        description="The candidate sees it."
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Confirm>
  );
}
