import { Blockquote, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import type { GradeRecord } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { bandLabel, levelName, recordLabel } from '@/lib/labels';
import { comparedCriteria, comparedGrades, type GradedRecord } from './history';
import classes from './grade-history.module.css';

export interface GradeHistoryProps {
  history: readonly GradeRecord[];
}

/** Every grade this answer was given, the first and a person's side by side; none is ever overwritten. */
export function GradeHistory({ history }: GradeHistoryProps) {
  if (history.length < 2) {
    return null;
  }
  const compared = comparedGrades(history);
  return (
    <Section
      title="How this grade came about"
      lead="Earlier grades stay here as they were; one of them counts."
    >
      <ol className={classes.timeline} data-testid="grade-history">
        {[...history]
          .sort((a, b) => a.sequence - b.sequence)
          .map((record) => (
            <li key={record.sequence} data-current={record.current || undefined}>
              <Text fw={600}>
                {recordLabel(record.kind)}{' '}
                {record.current && (
                  <ToneBadge tone="good" size="sm" ms={4}>
                    Counts
                  </ToneBadge>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {outcome(record)} · {record.by === 'person' ? 'a person' : 'the grader'} ·{' '}
                {dayTime(record.decidedAt)}
              </Text>
              {record.comment && (
                <Blockquote
                  className={classes.comment}
                  cite={<span>The reviewer to you</span>}
                  mt="xs"
                  p="md"
                >
                  {record.comment}
                </Blockquote>
              )}
            </li>
          ))}
      </ol>
      {compared.length > 1 && <SideBySide records={compared} />}
    </Section>
  );
}

function outcome({ grade, notGradedReason, state }: GradeRecord): string {
  if (grade) {
    const name = `${grade.score} of 100, ${bandLabel(grade.band).toLowerCase()}`;
    return state === 'IN_REVIEW' ? `${name}, preliminary` : name;
  }
  return notGradedReason ? `not graded: ${notGradedReason.detail}` : 'no grade';
}

function SideBySide({ records }: { records: readonly GradedRecord[] }) {
  return (
    <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} aria-label="Grades compared">
      <Table verticalSpacing="sm" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Criterion</Table.Th>
            {records.map((record) => (
              <Table.Th key={record.sequence} scope="col">
                {recordLabel(record.kind)}
                {record.current && (
                  <ToneBadge tone="good" size="sm" ms={6}>
                    Counts
                  </ToneBadge>
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {comparedCriteria(records).map(({ criterionId, title, weight, levels, differs }) => (
            <Table.Tr key={criterionId} data-differs={differs || undefined}>
              <Table.Th scope="row" fw={500}>
                {title} <span className={classes.weight}>{weight} %</span>
                {differs && (
                  <>
                    <IconArrowsDiff size={15} className={classes.differs} aria-hidden />
                    <VisuallyHidden>(they differ)</VisuallyHidden>
                  </>
                )}
              </Table.Th>
              {levels.map((level, index) => (
                <Table.Td key={records[index]?.sequence}>
                  {level === undefined ? '–' : `${level} ${levelName(level)}`}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">Score</Table.Th>
            {records.map(({ sequence, grade }) => (
              <Table.Td key={sequence} fw={600}>
                {grade.score}
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export interface ReviewersWordProps {
  history: readonly GradeRecord[];
}

/** What the person who decided says to the candidate, where their decision is the one that counts. */
export function ReviewersWord({ history }: ReviewersWordProps) {
  const current = history.find((record) => record.current && record.by === 'person');
  if (!current?.comment) {
    return null;
  }
  return (
    <Stack gap={4} className={classes.word} component="section" aria-label="From the reviewer">
      <Text size="sm" c="dimmed">
        A person decided this grade on {dayTime(current.decidedAt)} and says:
      </Text>
      <Text>{current.comment}</Text>
    </Stack>
  );
}
