import { List, Stack, Text, Title } from '@mantine/core';
import { LevelSteps } from '@/components/level-steps';
import { Markdown } from '@/components/markdown';
import { Severity } from '@/components/severity';
import { ToneBadge } from '@/components/tone-badge';
import '@/components/tones.css';
import type { Moment, Report, ReportItem } from '@/features/sessions/api/shapes';
import { recommendationLabel } from '@/features/sessions/labels';
import type { Band, GradedCriterion } from '@/lib/api/types';
import { toneOfLevel } from '@/lib/evidence-marks';
import { clockTime, day } from '@/lib/format';
import { bandLabel, bandSide, roundLabel } from '@/lib/labels';
import classes from './report-view.module.css';

export interface ReportViewProps {
  report: Report;
}

const sideTone = { yes: 'good', lean: 'doubtful', no: 'bad' } as const;

/** What the candidate gets of a session; on a screen and on paper. */
export function ReportView({ report }: ReportViewProps) {
  const { items, feedback, score, band, recommendation, interviewers, candidate } = report;
  return (
    <article className={classes.report} data-testid="report">
      <header className={classes.summary}>
        <div>
          <Text size="sm" c="dimmed">
            {[
              day(report.startsAt),
              ...(candidate ? [candidate.name] : []),
              ...(interviewers.length > 0 ? [`with ${interviewers.join(' and ')}`] : []),
            ].join(' · ')}
          </Text>
          {typeof score === 'number' ? (
            <div className={classes.score}>
              <span data-testid="report-score">{score}</span>
              <span className={classes.of}>of 100</span>
              {band && <BandBadge band={band} />}
            </div>
          ) : (
            <Text mt="xs">Too little was seen for a score.</Text>
          )}
          {recommendation && (
            <Text mt="xs">
              The panel’s recommendation: <b>{recommendationLabel(recommendation)}</b>
            </Text>
          )}
        </div>
        {items.length > 1 && (
          <ul className={classes.scores} aria-label="Score of each question">
            {items.map(({ itemId, title, grade }) => (
              <li key={itemId}>
                <span>{title}</span>
                <b>{grade ? grade.score : '–'}</b>
              </li>
            ))}
          </ul>
        )}
      </header>
      {feedback.trim() !== '' && (
        <section className={classes.feedback} aria-label="Feedback">
          <Title order={2} size="h3" mb="sm">
            Feedback
          </Title>
          <Markdown>{feedback}</Markdown>
        </section>
      )}
      {items.map((item) => (
        <Item key={item.itemId} item={item} />
      ))}
    </article>
  );
}

function BandBadge({ band }: { band: Band }) {
  return (
    <ToneBadge size="lg" tone={sideTone[bandSide(band)]} ff="text">
      {bandLabel(band)}
    </ToneBadge>
  );
}

function Item({ item }: { item: ReportItem }) {
  const { itemId, title, round, minutes, grade, notSeen, moments, text } = item;
  return (
    <section className={classes.item} aria-labelledby={`item-${itemId}`} data-testid="report-item">
      <div className={classes.itemHead}>
        <div className={classes.itemTitle}>
          <Title order={2} size="h3" id={`item-${itemId}`}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {roundLabel(round)} · {minutes} min
          </Text>
        </div>
        {grade ? (
          <div className={classes.itemScore}>
            {grade.score}
            <BandBadge band={grade.band} />
          </div>
        ) : (
          <Text c="dimmed">Too little was seen for a score.</Text>
        )}
      </div>
      {grade && (
        <div className={classes.criteria}>
          {grade.criteria.map((criterion) => (
            <Criterion
              key={criterion.criterionId}
              criterion={criterion}
              moments={moments.filter(({ criterionId }) => criterionId === criterion.criterionId)}
            />
          ))}
        </div>
      )}
      {grade?.redFlags.map((flag) => (
        <div key={flag.id} className={classes.flag} data-tone="flag">
          <Text fw={600} component="div">
            {flag.title} <Severity severity={flag.severity} />
          </Text>
          <Text size="sm">With this the score cannot be higher than {flag.cap}.</Text>
          <Moments moments={moments.filter(({ redFlagId }) => redFlagId === flag.id)} />
        </div>
      ))}
      {notSeen.length > 0 && (
        <Text size="sm" c="dimmed">
          The session did not come to: {notSeen.join(', ')}. That counts neither for nor against.
        </Text>
      )}
      {grade && grade.nextStep !== '' && (
        <Text>
          <b>Next step:</b> {grade.nextStep}
        </Text>
      )}
      {text.trim() !== '' && (
        <details className={classes.document}>
          <summary>What you wrote, as it was in the end</summary>
          <pre tabIndex={0}>{text}</pre>
        </details>
      )}
    </section>
  );
}

interface CriterionProps {
  criterion: GradedCriterion;
  moments: readonly Moment[];
}

function Criterion({ criterion, moments }: CriterionProps) {
  const { title, weight, level, rationale, missing } = criterion;
  return (
    <div
      className={classes.criterion}
      data-tone={toneOfLevel(level)}
      data-testid="report-criterion"
    >
      <div className={classes.criterionHead}>
        <Text fw={600} component="h3" className={classes.criterionTitle}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {weight} %
        </Text>
      </div>
      <Stack gap="sm">
        <LevelSteps level={level} />
        {rationale !== '' && <Text>{rationale}</Text>}
        <Moments moments={moments} />
        {missing.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              Not seen of a full answer
            </Text>
            <List size="sm" spacing={2}>
              {missing.map((one) => (
                <List.Item key={one}>{one}</List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </div>
  );
}

/** Words of the session that a judgement stands on. */
function Moments({ moments }: { moments: readonly Moment[] }) {
  if (moments.length === 0) {
    return null;
  }
  return (
    <ul className={classes.moments}>
      {moments.map(({ id, kind, quote, at }) => (
        <li key={id} className={classes.moment} data-testid="report-evidence">
          <span data-code={kind === 'range' || undefined}>{quote}</span>
          <Text size="xs" span>
            {kind === 'chat' ? 'In the chat' : 'In the document'}
            {at && `, ${clockTime(at)}`}
          </Text>
        </li>
      ))}
    </ul>
  );
}
