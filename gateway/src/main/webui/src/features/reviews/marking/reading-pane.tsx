import { Button, NativeSelect, ScrollArea, Tabs, Text } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import { useState, type Ref } from 'react';
import { Markdown } from '@/components/markdown';
import type { Evidence, Review, ReviewQuestion } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { AnswerReader, type AnswerReaderHandle, type ShownQuote } from './answer-reader';
import { targetFrom, targetKey, type Target } from './marks';
import classes from './reading-pane.module.css';

export interface ReadingPaneProps {
  question: ReviewQuestion;
  answer: NonNullable<Review['answer']>;
  quotes: readonly ShownQuote[];
  target: Target;
  onTarget: (target: Target) => void;
  onAttach: () => void;
  reader: Ref<AnswerReaderHandle>;
}

/** What is marked, with the question and the strong answer behind it. */
export function ReadingPane(props: ReadingPaneProps) {
  const { question, answer, quotes, target, onTarget, onAttach, reader } = props;
  const [selected, setSelected] = useState<Evidence | null>(null);
  return (
    <Tabs defaultValue="answer" keepMounted className={classes.pane}>
      <Tabs.List>
        <Tabs.Tab value="answer">Answer</Tabs.Tab>
        <Tabs.Tab value="question">Question</Tabs.Tab>
        <Tabs.Tab value="strong">Strong answer</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="answer" className={classes.panel}>
        <div className={classes.answer}>
          <AnswerReader
            handle={reader}
            text={answer.text}
            language={answer.language}
            quotes={quotes}
            onSelect={setSelected}
            onAttach={onAttach}
          />
        </div>
        <div className={classes.foot}>
          <Text size="xs" c="dimmed" id="reading-keys" className={classes.hint}>
            {selected
              ? `${plural(selected.quote.length, 'character')} selected`
              : 'Select words with the mouse, or with Shift and the arrow keys; Enter attaches them.'}
          </Text>
          <NativeSelect
            size="xs"
            aria-label="Attach to"
            className={classes.target}
            value={targetKey(target)}
            onChange={(event) => {
              const chosen = targetFrom(event.currentTarget.value);
              if (chosen) {
                onTarget(chosen);
              }
            }}
            data={[
              {
                group: 'Criteria',
                items: question.criteria.map(({ id, title }, index) => ({
                  value: targetKey({ kind: 'criterion', id }),
                  label: `${index + 1} ${title}`,
                })),
              },
              ...(question.redFlags.length > 0
                ? [
                    {
                      group: 'Red flags',
                      items: question.redFlags.map(({ id, title }, index) => ({
                        value: targetKey({ kind: 'flag', id }),
                        label: `!${index + 1} ${title}`,
                      })),
                    },
                  ]
                : []),
            ]}
          />
          <Button
            size="xs"
            leftSection={<IconQuote size={14} aria-hidden />}
            disabled={!selected}
            onClick={onAttach}
            data-testid="attach-quote"
          >
            Attach
          </Button>
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="question" className={classes.panel}>
        <ScrollArea className={classes.prose} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Markdown>{question.prompt}</Markdown>
          {question.starterCode && <pre>{question.starterCode}</pre>}
        </ScrollArea>
      </Tabs.Panel>
      <Tabs.Panel value="strong" className={classes.panel}>
        <ScrollArea className={classes.prose} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Markdown>{question.strongAnswer}</Markdown>
        </ScrollArea>
      </Tabs.Panel>
    </Tabs>
  );
}
