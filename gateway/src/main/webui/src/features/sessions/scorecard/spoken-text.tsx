import { Button, Group, Stack, Text, Textarea, VisuallyHidden } from '@mantine/core';
import { IconMicrophone, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FailureLine } from '@/components/failure';
import { Store, useStore } from '@/lib/store';
import { browserRecognition, Dictation, inserted, type Dictating } from './dictation';

const longest = 20_000;
const silent = new Store<Dictating>({ kind: 'off' });

export interface SpokenTextProps {
  description: string;
  minRows: number;
  value: string;
  onChange: (value: string) => void;
  testId?: string;
}

/** What the candidate said, typed or dictated: words come in where the cursor stands. */
export function SpokenText({ description, minRows, value, onChange, testId }: SpokenTextProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number | null>(null);
  /** Until somebody was in the box, its end is where one would go on. */
  const placed = useRef(false);
  const latest = useRef({ value, onChange });
  const [full, setFull] = useState(false);
  const [dictation, setDictation] = useState<Dictation | null>(null);
  const state = useStore(dictation?.state ?? silent);
  const recognition = browserRecognition();

  useLayoutEffect(() => {
    latest.current = { value, onChange };
    if (cursor.current !== null) {
      box.current?.setSelectionRange(cursor.current, cursor.current);
      cursor.current = null;
    }
  }, [value, onChange]);
  useEffect(() => () => dictation?.drop(), [dictation]);

  const take = (words: string) => {
    const now = latest.current;
    const end = now.value.length;
    const from = (placed.current ? box.current?.selectionStart : null) ?? end;
    const to = (placed.current ? box.current?.selectionEnd : null) ?? end;
    const next = inserted(now.value, from, to, words, longest);
    setFull(next === null);
    if (next) {
      cursor.current = next.at;
      placed.current = true;
      // Two pieces may come before the page is drawn again.
      latest.current = { ...now, value: next.text };
      now.onChange(next.text);
    }
  };
  const listening = state.kind === 'listening';
  const toggle = () => {
    if (listening) {
      dictation?.stop();
    } else if (recognition) {
      const next = dictation ?? new Dictation(recognition, document.documentElement.lang, take);
      setDictation(next);
      setFull(false);
      next.start();
    }
  };
  return (
    <Stack gap={6}>
      <Textarea
        ref={box}
        label="What the candidate said"
        description={description}
        autosize
        minRows={minRows}
        maxLength={longest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onSelect={() => {
          placed.current = true;
        }}
        data-testid={testId}
      />
      <Group gap="sm" align="center">
        {recognition ? (
          <>
            <Button
              size="compact-sm"
              variant={listening ? 'filled' : 'default'}
              leftSection={
                listening ? (
                  <IconPlayerStop size={16} aria-hidden />
                ) : (
                  <IconMicrophone size={16} aria-hidden />
                )
              }
              onClick={toggle}
              data-testid="dictate"
            >
              {listening ? 'Stop dictating' : 'Dictate'}
            </Button>
            <Text size="xs" c="dimmed" flex={1} miw={200}>
              Your browser turns speech into text, and its maker may process the sound for that.
              Greenroom gets the text alone.
            </Text>
          </>
        ) : (
          <Text size="xs" c="dimmed">
            This browser cannot take dictation; Chrome, Edge and Safari can.
          </Text>
        )}
      </Group>
      {listening && state.unsure !== '' && (
        <Text size="sm" fs="italic" c="dimmed" aria-hidden data-testid="unsure">
          {state.unsure} …
        </Text>
      )}
      {state.kind === 'failed' && <FailureLine>{state.why}</FailureLine>}
      {full && <FailureLine>The text is full: what you said last is not in it.</FailureLine>}
      <VisuallyHidden role="status">
        {listening ? 'Listening' : dictation && state.kind === 'off' ? 'Dictation has stopped' : ''}
      </VisuallyHidden>
    </Stack>
  );
}
