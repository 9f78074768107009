import { Anchor, List, Paper, Stack, Text } from '@mantine/core';
import type { RedFlag, Reference, Rubric } from '@/lib/api/types';
import { Markdown } from './markdown';
import { RedFlagList, RubricPanel } from './rubric-panel';
import { Section } from './section';

export interface BehindTheQuestionProps {
  question: {
    probe?: string;
    rubric?: Rubric;
    redFlags?: RedFlag[];
    strongAnswer?: string;
    followUps?: string[];
    references?: Reference[];
  };
}

/** Everything that stays hidden until an answer is handed in. */
export function BehindTheQuestion({ question }: BehindTheQuestionProps) {
  const { probe, rubric, redFlags = [], strongAnswer, followUps = [], references = [] } = question;
  return (
    <Stack gap={40}>
      {strongAnswer && (
        <Section title="A strong answer" lead="One worked answer; other good ones exist.">
          <Paper withBorder p={{ base: 'md', sm: 'xl' }} radius="lg">
            <Markdown>{strongAnswer}</Markdown>
          </Paper>
        </Section>
      )}
      {rubric && (
        <Section
          title="The rubric"
          lead="The same one scores practice answers and live mock interviews."
        >
          {probe && (
            <Text>
              <b>What is really asked: </b>
              {probe}
            </Text>
          )}
          <RubricPanel rubric={rubric} />
        </Section>
      )}
      {redFlags.length > 0 && (
        <Section
          title="Red flags of this question"
          lead="Mistakes that cap the score, whatever else is good."
        >
          <RedFlagList redFlags={redFlags} />
        </Section>
      )}
      {followUps.length > 0 && (
        <Section title="What an interviewer may ask next">
          <List spacing="xs">
            {followUps.map((followUp) => (
              <List.Item key={followUp}>{followUp}</List.Item>
            ))}
          </List>
        </Section>
      )}
      {references.length > 0 && (
        <Section title="Read on">
          <List spacing="xs">
            {references.map(({ title, url }) => (
              <List.Item key={url}>
                <Anchor href={url} target="_blank" rel="noreferrer noopener" underline="always">
                  {title}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </Section>
      )}
    </Stack>
  );
}
