import { Divider, Paper, Stack, Text, Title } from '@mantine/core';
import { BehindTheQuestion } from '@/components/behind-the-question';
import { Hints } from '@/components/hints';
import { Markdown } from '@/components/markdown';
import { QuestionFacts } from '@/components/question-facts';
import { Section } from '@/components/section';
import type { RedFlag, Reference, Rubric } from '@/lib/api/types';
import type { Draft } from '@/features/curation/content/content';
import classes from './preview.module.css';

export interface PreviewProps {
  draft: Draft;
  as: 'candidate' | 'interviewer';
}

/** The question as others would see it, were it published now. */
export function Preview({ draft: { content }, as }: PreviewProps) {
  const hints = (content.hints ?? []).filter((hint) => hint.trim() !== '');
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'xl' }} data-testid="preview" data-as={as}>
      <Stack gap={40}>
        <div>
          <QuestionFacts
            question={{
              round: content.round ?? 'no round yet',
              minutes: content.minutes ?? 0,
              level: { min: content.level?.min ?? '–', max: content.level?.max ?? '–' },
              difficulty: content.difficulty ?? 0,
              answerFormat: content.answerFormat ?? 'text',
            }}
          />
          <Title order={2} mt="xs">
            {content.title ?? 'No title yet'}
          </Title>
        </div>
        {content.prompt ? (
          <Markdown>{content.prompt}</Markdown>
        ) : (
          <Text c="dimmed">No prompt yet.</Text>
        )}
        {content.starterCode && (
          <pre
            className={classes.code}
            tabIndex={0}
            aria-label="What the code editor holds at first"
          >
            {content.starterCode}
          </pre>
        )}
        {hints.length > 0 && (
          <Section
            title="Stuck?"
            lead="Hints go from a nudge to nearly telling. Try without them first."
          >
            <Hints hints={hints} />
          </Section>
        )}
        {as === 'interviewer' && (
          <>
            <Divider />
            <BehindTheQuestion question={behind(content)} />
          </>
        )}
      </Stack>
    </Paper>
  );
}

/** What an interviewer sees besides; what has no name yet is left out. */
function behind(content: Draft['content']) {
  return {
    probe: content.probe,
    strongAnswer: content.strongAnswer,
    followUps: content.followUps?.filter(Boolean),
    rubric: {
      criteria: (content.rubric?.criteria ?? []).map((criterion, index) => ({
        id: criterion.id ?? `criterion-${index + 1}`,
        title: criterion.title ?? `Criterion ${index + 1}`,
        weight: criterion.weight ?? 0,
        indicators: (criterion.indicators ?? []).filter(Boolean),
        levels: criterion.levels ?? {},
      })),
    } satisfies Rubric,
    redFlags: (content.redFlags ?? []).map((flag, index): RedFlag => ({
      id: flag.id ?? `flag-${index + 1}`,
      title: flag.title ?? `Red flag ${index + 1}`,
      severity: (flag.severity ?? 'major') as RedFlag['severity'],
      cap: flag.cap ?? 100,
      kind: flag.kind ?? 'commits',
      description: flag.description,
    })),
    references: (content.references ?? []).flatMap(({ title, url }): Reference[] =>
      url ? [{ title: title ?? url, url }] : [],
    ),
  };
}
