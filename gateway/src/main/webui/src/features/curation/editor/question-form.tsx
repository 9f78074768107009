import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { topicsQuery } from '@/lib/topics';
import type { Change, Sheet } from '@/features/curation/content/content';
import { BasicsEditor } from './basics-editor';
import classes from './editor.module.css';
import { LineList } from './line-list';
import { MarkdownField } from './markdown-field';
import { RedFlagsEditor } from './red-flags-editor';
import { ReferencesEditor } from './references-editor';
import { RubricEditor } from './rubric-editor';
import { LongField } from './text-field';
import { usePart } from './use-part';

export interface QuestionFormProps {
  sheet: Sheet;
  change: Change<Sheet>;
  /** It was never published. */
  fresh: boolean;
}

/** All fields of a question, in the order in which it is written. */
export function QuestionForm({ sheet, change, fresh }: QuestionFormProps) {
  const known = useQuery(topicsQuery).data;
  const topics = useMemo(() => known?.items.map(({ id }) => id) ?? [], [known]);
  const set = (part: Partial<Sheet>) => change((before) => ({ ...before, ...part }));
  return (
    <Stack gap={44}>
      <Part id="part-basics" title="Basics">
        <BasicsEditor sheet={sheet} change={change} topics={topics} fresh={fresh} />
      </Part>
      <Part id="part-prompt" title="Prompt">
        <MarkdownField
          label="Prompt"
          hint="What the candidate reads, in Markdown. It must not give the rubric away."
          pointer="/prompt"
          text={sheet.prompt}
          onChange={(prompt) => set({ prompt })}
        />
        {sheet.answerFormat === 'code' && (
          <LongField
            pointer="/starterCode"
            label="Starter code"
            hint="What the code editor holds at first."
            rows={4}
            code
            text={sheet.starterCode}
            onText={(starterCode) => set({ starterCode })}
          />
        )}
        <LongField
          pointer="/probe"
          label="What is really asked"
          hint="What the interviewer scores behind the words. Candidates see it after they have handed in."
          text={sheet.probe}
          onText={(probe) => set({ probe })}
        />
      </Part>
      <Part id="part-rubric" title="Rubric">
        <RubricEditor criteria={sheet.criteria} change={usePart(change, 'criteria')} />
      </Part>
      <Part id="part-red-flags" title="Red flags">
        <RedFlagsEditor redFlags={sheet.redFlags} change={usePart(change, 'redFlags')} />
      </Part>
      <Part id="part-strong-answer" title="Strong answer">
        <MarkdownField
          label="Strong answer"
          hint="A worked answer in Markdown, for graders and interviewers; candidates see it after they have handed in."
          pointer="/strongAnswer"
          text={sheet.strongAnswer}
          onChange={(strongAnswer) => set({ strongAnswer })}
        />
      </Part>
      <Part id="part-more" title="Hints and more">
        <LineList
          title="Hints"
          hint="Two or three, from a nudge to nearly telling."
          noun="hint"
          pointer="/hints"
          lines={sheet.hints}
          change={usePart(change, 'hints')}
          max={3}
        />
        <LineList
          title="Follow-ups"
          hint="What an interviewer may ask next, two to four."
          noun="follow-up"
          pointer="/followUps"
          lines={sheet.followUps}
          change={usePart(change, 'followUps')}
          max={4}
        />
        <div>
          <Title order={3} size="h5" mb="xs">
            References
          </Title>
          <ReferencesEditor references={sheet.references} change={usePart(change, 'references')} />
        </div>
      </Part>
    </Stack>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} tabIndex={-1} className={classes.part} aria-labelledby={`${id}-title`}>
      <Title order={2} size="h3" mb="md" id={`${id}-title`}>
        {title}
      </Title>
      <Stack gap="lg">{children}</Stack>
    </section>
  );
}
