import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { AttemptView } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { browserKeeper } from '@/lib/answer-keeper';

export interface LeftoverProps {
  attempt: Pick<AttemptView, 'id' | 'text'>;
}

/** Text written on this device that came too late to be handed in: it is the candidate's to keep or to drop. */
export function Leftover({ attempt }: LeftoverProps) {
  const [kept, setKept] = useState(() => browserKeeper(attempt.id).read());
  if (!kept || kept.text === attempt.text) {
    return null;
  }
  return (
    <Alert color="yellow" title="Some text on this device was not handed in">
      <Text size="sm">
        It was written {dayTime(kept.keptAt)} and differs from the answer that was graded.
      </Text>
      <Group gap="sm" mt="sm">
        <CopyButton value={kept.text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy it'}
            </Button>
          )}
        </CopyButton>
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            browserKeeper(attempt.id).forget();
            setKept(null);
          }}
        >
          Drop it
        </Button>
      </Group>
    </Alert>
  );
}
