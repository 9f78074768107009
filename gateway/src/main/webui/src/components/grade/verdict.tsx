import { Alert, Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ToneBadge } from '@/components/tone-badge';
import type { Grade } from '@/lib/api/types';
import { percent } from '@/lib/format';
import { bandLabel, bandOrder, bandSide, confidenceWord } from '@/lib/labels';
import classes from './verdict.module.css';

export interface VerdictProps {
  grade: Grade;
  /** A person still decides. */
  preliminary?: boolean;
}

/** The whole grade at a glance: number, band, how sure, and what to do next. */
export function Verdict({ grade, preliminary }: VerdictProps) {
  const byPerson = grade.provenance.grader === 'human';
  const standing = preliminary
    ? 'Preliminary'
    : grade.provisional
      ? 'Provisional'
      : byPerson && 'Decided by a person';
  const caps = grade.redFlags.map(({ cap }) => cap);
  return (
    <Stack gap="lg">
      <div className={classes.verdict}>
        <div>
          <div className={classes.score}>
            <span data-testid="grade-score">{grade.score}</span>
            <span className={classes.of}>of 100</span>
          </div>
          {standing && (
            <ToneBadge tone={byPerson ? 'good' : 'doubtful'} mt="sm" data-testid="grade-standing">
              {standing}
            </ToneBadge>
          )}
        </div>
        <Stack gap="md">
          <ol className={classes.bands} aria-label="Bands, from strong no to strong yes">
            {bandOrder.map((band) => (
              <li
                key={band}
                className={classes.band}
                data-current={band === grade.band ? bandSide(band) : undefined}
                aria-current={band === grade.band || undefined}
              >
                {bandLabel(band)}
              </li>
            ))}
          </ol>
          <Text>
            {byPerson ? (
              'A person read your answer on this rubric and chose each level.'
            ) : (
              <>
                <b>{confidenceWord(grade.confidence)}</b> ({percent(grade.confidence)}):{' '}
                {meaning(grade, preliminary)}
              </>
            )}
          </Text>
          {caps.length > 0 && (
            <Group gap={6} wrap="nowrap" align="flex-start">
              <IconAlertTriangle
                size={18}
                aria-hidden
                style={{ flex: 'none', marginTop: 3, color: 'var(--gr-tone-flag-strong)' }}
              />
              <Text>
                {caps.length === 1 ? 'A red flag caps' : `${caps.length} red flags cap`} the score
                at {Math.min(...caps)}.
              </Text>
            </Group>
          )}
        </Stack>
      </div>
      {grade.notices.map((notice) => (
        <Alert key={`${notice.code} ${notice.detail}`} color="yellow" title="About this grade">
          {notice.detail}
        </Alert>
      ))}
      {grade.provisional && (
        <Text size="sm">
          The full grader was out of reach or out of budget.{' '}
          <Anchor component={Link} to="/usage" inherit underline="always">
            Usage and budget
          </Anchor>
        </Text>
      )}
      <div className={classes.lists}>
        <Points title="What was strong" points={grade.strengths} none="Nothing stood out." />
        <Points title="What was thin" points={grade.gaps} none="No gap stood out." />
        <div>
          <Title order={2} size="h4" mb="xs">
            Next step
          </Title>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <IconArrowRight size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <Text>{grade.nextStep}</Text>
          </Group>
        </div>
      </div>
    </Stack>
  );
}

interface PointsProps {
  title: string;
  points: readonly string[];
  none: string;
}

function Points({ title, points, none }: PointsProps) {
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {points.length === 0 ? (
        <Text c="dimmed">{none}</Text>
      ) : (
        <List spacing={4}>
          {points.map((point) => (
            <List.Item key={point}>{point}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

function meaning({ confidence, provisional }: Grade, preliminary = false): string {
  if (preliminary) {
    return 'a person decides; until then take it as a first impression.';
  }
  if (provisional) {
    return 'this grade stands in until the full grader has read the answer; this page then updates by itself.';
  }
  if (confidence >= 0.8) {
    return 'another reader would probably come within a few points.';
  }
  return confidence >= 0.6
    ? 'the picture is right, single levels may be one off.'
    : 'take the number as a hint and check it against the rubric.';
}
