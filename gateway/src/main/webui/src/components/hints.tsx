import { Button, Group, List, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useState } from 'react';

export interface HintsProps {
  hints: readonly string[];
}

/** Hints one by one, from a nudge to nearly telling; none is shown unasked. */
export function Hints({ hints }: HintsProps) {
  const [shown, setShown] = useState(0);
  if (hints.length === 0) {
    return null;
  }
  return (
    <Stack gap="sm">
      {shown > 0 && (
        <List type="ordered" spacing="xs" aria-live="polite" size="sm">
          {hints.slice(0, shown).map((hint) => (
            <List.Item key={hint}>{hint}</List.Item>
          ))}
        </List>
      )}
      <Group gap="sm">
        {shown < hints.length && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBulb size={16} aria-hidden />}
            onClick={() => setShown(shown + 1)}
          >
            {shown === 0 ? 'Show a hint' : 'Show the next hint'}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {shown} of {hints.length} shown
        </Text>
      </Group>
    </Stack>
  );
}
