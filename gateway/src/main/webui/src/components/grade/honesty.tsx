import { Paper, Stack, Text, Title } from '@mantine/core';
import { Fact, Facts } from '@/components/facts';
import type { Grade } from '@/lib/api/types';
import { dayTime, percent } from '@/lib/format';
import { confidenceWord } from '@/lib/labels';
import classes from './honesty.module.css';

export interface HonestyProps {
  grade: Grade;
}

const limits: Record<Grade['provenance']['grader'], string> = {
  embedded:
    'It compares what you wrote with the rubric’s statements, by meaning and by rules, without a large language model. It does not run code, check facts from outside the rubric or follow a long argument. It can miss a good point put in unusual words, and it can credit a sentence that sounds right and is wrong.',
  human:
    'A person chose each level after marking your answer blind and comparing with the grader. People are tired, strict or kind at times; how far reviewers agree with each other is measured. They judge this answer, not you.',
  llm: 'A large language model read your answer against the locked rubric, and every quote was checked afterwards. It does not run code. It can be swayed by confident writing, and it can miss what only an expert in the field would see.',
};

const graders: Record<Grade['provenance']['grader'], string> = {
  embedded: 'Embedded grader',
  llm: 'Language model',
  human: 'A reviewer',
};

/** Which grader this was, how sure, what it cannot judge, and what to do when it is wrong. */
export function Honesty({ grade }: HonestyProps) {
  const { provenance } = grade;
  const byPerson = provenance.grader === 'human';
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      p={{ base: 'md', sm: 'xl' }}
      aria-labelledby="honesty"
    >
      <Title order={2} size="h3" id="honesty" mb="md">
        How far to trust this
      </Title>
      <div className={classes.columns}>
        <Facts>
          <Fact name="Graded by">{graders[provenance.grader]}</Fact>
          <Fact name="Version">{provenance.graderVersion}</Fact>
          {!byPerson && <Fact name="Model">{provenance.model}</Fact>}
          {provenance.promptVersion && <Fact name="Prompt">{provenance.promptVersion}</Fact>}
          <Fact name="Rubric">version {provenance.rubricVersion}</Fact>
          {!byPerson && (
            <Fact name="Confidence">
              {confidenceWord(grade.confidence)} ({percent(grade.confidence)})
            </Fact>
          )}
          <Fact name="When">
            {dayTime(provenance.gradedAt)}
            {!byPerson && `, in ${duration(provenance.durationMillis)}`}
          </Fact>
          {provenance.inputTokens !== undefined && (
            <Fact name="Tokens">
              {provenance.inputTokens.toLocaleString()} in,{' '}
              {(provenance.outputTokens ?? 0).toLocaleString()} out
            </Fact>
          )}
        </Facts>
        <Stack gap="md">
          <div>
            <Text fw={600}>What it cannot judge</Text>
            <Text c="dimmed">{limits[provenance.grader]}</Text>
          </div>
          <div>
            <Text fw={600}>When it is wrong</Text>
            <Text c="dimmed">
              Trust the quotes and the level descriptors over the number: if a quote does not show
              what its level describes, the level is wrong. Then appeal: a person reads the answer
              afresh. A grade never changes silently; whatever came before stays in its history, and
              the score never comes without the words it stands on.
            </Text>
          </div>
        </Stack>
      </div>
    </Paper>
  );
}

const duration = (millis: number): string =>
  millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`;
