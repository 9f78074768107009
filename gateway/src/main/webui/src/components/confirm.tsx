import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureLine } from './failure';

export interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Why it did not work. */
  failure?: string | undefined;
  /** What the way back is called. */
  back: string;
  /** What the way on is called. */
  label: string;
  onConfirm: () => void;
  pending: boolean;
  /** Something is lost by it. */
  danger?: boolean;
  /** The way on has the focus from the start. */
  expected?: boolean;
  testId?: string;
}

/** One question before something that cannot be taken back. Enter in a field of its own goes on. */
export function Confirm({
  opened,
  onClose,
  title,
  children,
  failure,
  back,
  label,
  onConfirm,
  pending,
  danger = false,
  expected = false,
  testId,
}: ConfirmProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog may be opened within a form, whose own way on this is not.
          event.stopPropagation();
          if (!pending) {
            onConfirm();
          }
        }}
      >
        <Stack gap="sm">
          {children}
          {failure !== undefined && <FailureLine>{failure}</FailureLine>}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {back}
          </Button>
          <Button
            type="submit"
            // The one red on which white can be read in either colour scheme.
            color={danger ? 'red.9' : undefined}
            loading={pending}
            data-autofocus={expected || undefined}
            data-testid={testId}
          >
            {label}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
