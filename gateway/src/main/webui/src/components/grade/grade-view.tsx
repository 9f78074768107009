import { Stack } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { Section } from '@/components/section';
import type { AttemptView, Grade } from '@/lib/api/types';
import { AnswerText } from '@/components/answer-text';
import { evidenceMarks } from '@/lib/evidence-marks';
import classes from './grade-view.module.css';
import { Honesty } from './honesty';
import { CriterionCard, RedFlagCard } from './judgements';
import '@/components/tones.css';
import { Verdict } from './verdict';

export interface GradeViewProps {
  attempt: Pick<AttemptView, 'text' | 'language'>;
  grade: Grade;
  /** A person still decides. */
  preliminary?: boolean;
  /** It is given for a look at the rubric: nobody's, and not to be appealed. */
  trial?: boolean;
  /** What follows the judgements. */
  after?: ReactNode;
}

export function GradeView({ attempt, grade, preliminary, trial, after }: GradeViewProps) {
  const marks = useMemo(() => evidenceMarks(attempt.text, grade), [attempt.text, grade]);
  return (
    <Stack gap={48} data-testid="grade" data-code={attempt.language === 'python' || undefined}>
      <Verdict grade={grade} preliminary={preliminary} />
      <div className={classes.columns}>
        <Stack gap="xl">
          {grade.redFlags.length > 0 && (
            <Section title={trial ? 'Red flags in the answer' : 'Red flags in your answer'}>
              {grade.redFlags.map((flag, index) => (
                <RedFlagCard key={flag.id} flag={flag} index={index} marks={marks} />
              ))}
            </Section>
          )}
          <Section
            title="Criterion by criterion"
            lead="Choose a quote to see it in your answer, a mark to come back."
          >
            {grade.criteria.map((criterion, index) => (
              <CriterionCard
                key={criterion.criterionId}
                criterion={criterion}
                byPerson={grade.provenance.grader === 'human'}
                index={index}
                marks={marks}
              />
            ))}
          </Section>
        </Stack>
        <div className={classes.answer}>
          <Section
            title={trial ? 'The answer' : 'Your answer'}
            lead="Word for word; the numbers are the criteria’s."
          >
            <AnswerText text={attempt.text} language={attempt.language} marks={marks} />
          </Section>
        </div>
      </div>
      {after}
      {!trial && <Honesty grade={grade} />}
    </Stack>
  );
}
