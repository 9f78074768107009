import { Group, Stack, Text, Title } from '@mantine/core';
import { Severity } from '@/components/severity';
import type { Grade, GradedCriterion } from '@/lib/api/types';
import { percent } from '@/lib/format';
import { confidenceWord } from '@/lib/labels';
import { criterionElementId, flagElementId, toneOf, type EvidenceMark } from '@/lib/evidence-marks';
import { EvidenceQuote } from '@/components/evidence-quote';
import classes from './judgements.module.css';
import { LevelSteps } from '@/components/level-steps';

export interface CriterionCardProps {
  criterion: GradedCriterion;
  index: number;
  marks: readonly EvidenceMark[];
  /** A person gave it: there is no confidence to speak of. */
  byPerson?: boolean;
}

export function CriterionCard({ criterion, index, marks, byPerson }: CriterionCardProps) {
  const id = criterionElementId(index);
  const own = marks.filter(({ judgementId }) => judgementId === id);
  return (
    <article
      id={id}
      className={classes.card}
      aria-labelledby={`${id}-title`}
      data-testid="criterion"
    >
      <div className={classes.head}>
        <span className={classes.number} data-tone={toneOf(index)} aria-hidden>
          {index + 1}
        </span>
        <Title order={3} size="h4" id={`${id}-title`} className={classes.title}>
          {criterion.title}
        </Title>
        <Text size="sm" c="dimmed">
          {criterion.weight} %
        </Text>
      </div>
      <Stack gap="md">
        <LevelSteps level={criterion.level} />
        {criterion.rationale !== '' && <Text>{criterion.rationale}</Text>}
        {own.length > 0 && (
          <Stack gap="xs">
            <Text size="sm" fw={600}>
              In your words
            </Text>
            {own.map((mark) => (
              <EvidenceQuote key={mark.id} mark={mark} />
            ))}
          </Stack>
        )}
        {criterion.missing.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              Not found in your answer
            </Text>
            <ul className={classes.missing}>
              {criterion.missing.map((missing) => (
                <li key={missing}>
                  <span aria-hidden>○</span>
                  {missing}
                </li>
              ))}
            </ul>
          </div>
        )}
        {!byPerson && (
          <Text size="xs" c="dimmed">
            {confidenceWord(criterion.confidence)} about this one ({percent(criterion.confidence)})
          </Text>
        )}
      </Stack>
    </article>
  );
}

export interface RedFlagCardProps {
  flag: Grade['redFlags'][number];
  index: number;
  marks: readonly EvidenceMark[];
}

export function RedFlagCard({ flag, index, marks }: RedFlagCardProps) {
  const id = flagElementId(index);
  const own = marks.filter(({ judgementId }) => judgementId === id);
  return (
    <article id={id} className={classes.card} aria-labelledby={`${id}-title`} data-tone="flag">
      <div className={classes.head}>
        <span className={classes.number} data-tone="flag" aria-hidden>
          !{index + 1}
        </span>
        <Title order={3} size="h4" id={`${id}-title`} className={classes.title}>
          {flag.title}
        </Title>
        <Severity severity={flag.severity} />
      </div>
      <Stack gap="sm">
        <Text>
          Whatever else is good, the score cannot be higher than <b>{flag.cap}</b> with this.
        </Text>
        {own.length > 0 ? (
          own.map((mark) => <EvidenceQuote key={mark.id} mark={mark} />)
        ) : (
          <Group>
            <Text size="sm" c="dimmed">
              It is about something that your answer leaves out, so there are no words to quote.
            </Text>
          </Group>
        )}
      </Stack>
    </article>
  );
}
