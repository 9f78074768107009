import { Button, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import classes from './two-texts-dialog.module.css';

export interface TwoTextsDialogProps {
  title: string;
  explanation: string;
  mine: { heading: string; text: string; choose: string; onChoose: () => void };
  theirs: { heading: string; text: string; choose: string; onChoose: () => void };
}

/** Two texts of one answer, and the question which it shall be. It closes only by a choice: either loses something. */
export function TwoTextsDialog({ title, explanation, mine, theirs }: TwoTextsDialogProps) {
  const id = useId();
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={title}
      size={900}
    >
      <Text mb="md">{explanation}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {[mine, theirs].map(({ heading, text, choose, onChoose }, index) => (
          <Stack key={heading} gap="xs">
            <Title order={3} size="h4" id={`${id}-${index}`}>
              {heading}
            </Title>
            <div
              className={classes.text}
              tabIndex={0}
              role="region"
              aria-labelledby={`${id}-${index}`}
            >
              {text === '' ? '(empty)' : text}
            </div>
            <Text size="xs" c="dimmed">
              {text.length.toLocaleString()} characters
            </Text>
            <Button variant={index === 0 ? 'filled' : 'default'} onClick={onChoose}>
              {choose}
            </Button>
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
