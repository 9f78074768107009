import { Divider, List, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { Markdown } from '@/components/markdown';
import { Section } from '@/components/section';
import { Timer } from '@/features/room/bar/timer';
import { useInRoom } from '@/features/room/connection/use-room';
import classes from './panel.module.css';

/** What the candidate was asked, with the hints they were given. */
export function QuestionPane() {
  const { state } = useInRoom();
  const shown = state.items.filter(({ question }) => question !== undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const [current, setCurrent] = useState(state.item);
  if (current !== state.item) {
    // Another question was put: that is what everybody looks at now.
    setCurrent(state.item);
    setChosen(null);
  }
  const item = shown.find(({ id }) => id === (chosen ?? state.item)) ?? shown.at(-1);
  if (!item?.question) {
    return (
      <div className={classes.scroll}>
        <Text c="dimmed">
          {state.phase === 'SCHEDULED'
            ? 'The session has not started yet. You can try the scratch document and the whiteboard once it has.'
            : 'The interviewer will put a question here.'}
        </Text>
      </div>
    );
  }
  const { question } = item;
  const timer = state.timers.items[item.id];
  return (
    <>
      {shown.length > 1 && (
        <SegmentedControl
          m="sm"
          mb={0}
          size="xs"
          aria-label="Questions so far"
          data={shown.map(({ id, position }) => ({ value: id, label: `Question ${position + 1}` }))}
          value={item.id}
          onChange={setChosen}
        />
      )}
      <div className={classes.scroll} tabIndex={0} data-testid="room-question">
        <div className={classes.head}>
          <h2 className={classes.title}>{question.title}</h2>
          {timer && <Timer timer={timer} label="This question" />}
        </div>
        <Markdown>{question.prompt}</Markdown>
        {question.hints.length > 0 && (
          <>
            <Divider my="lg" />
            <Section title="Hints for you" order={2}>
              <List type="ordered" spacing="xs" size="sm" data-testid="given-hints">
                {question.hints.map((hint) => (
                  <List.Item key={hint}>{hint}</List.Item>
                ))}
              </List>
            </Section>
          </>
        )}
      </div>
    </>
  );
}
