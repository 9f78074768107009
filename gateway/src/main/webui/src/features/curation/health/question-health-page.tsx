import { Alert, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { Tile, Tiles } from '@/components/tile';
import { ToneBadge } from '@/components/tone-badge';
import { ProblemError } from '@/lib/api/problem';
import type { QuestionHealthDetail } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { questionHealthQuery } from '@/features/curation/api/read-health';
import { questionQuery } from '@/features/curation/api/read-question';
import { QuestionHead } from '@/features/curation/editor/question-head';
import { careLabel, figure } from './care';
import classes from './health.module.css';

/** How well one question works. */
export function QuestionHealthPage() {
  const { id = '' } = useParams();
  const question = useQuery(questionQuery(id));
  const health = useQuery(questionHealthQuery(id));
  if (question.isError && !question.data) {
    return <Failure page error={question.error} onRetry={() => void question.refetch()} />;
  }
  if (!question.data) {
    return <Skeleton h={360} radius="lg" aria-label="Loading" />;
  }
  const none = health.error instanceof ProblemError && health.error.status === 404;
  return (
    <Stack gap={44}>
      <QuestionHead question={question.data} />
      {none && (
        <Notice icon={<IconHeartbeat />} title="Nothing is known yet" color="gray">
          Figures come with the first answers to a published version.
        </Notice>
      )}
      {health.isError && !none && (
        <Failure error={health.error} onRetry={() => void health.refetch()} />
      )}
      {health.isPending && <Skeleton h={240} radius="lg" aria-hidden />}
      {health.data && <Figures detail={health.data} />}
    </Stack>
  );
}

function Figures({ detail: { health, scores, versions } }: { detail: QuestionHealthDetail }) {
  return (
    <>
      {health.care.length > 0 && (
        <Stack gap="sm">
          {health.care.map(({ code, detail }) => (
            <Alert key={code + detail} title={careLabel(code)}>
              {detail}
            </Alert>
          ))}
        </Stack>
      )}
      <Tiles>
        <Tile
          label="Answers"
          value={health.graded.toLocaleString()}
          note={`graded, of ${plural(health.attempts, 'attempt')}; ${health.notGraded} not graded`}
        />
        <Tile
          label="Mean score"
          value={figure(health.meanScore)}
          note={
            health.spread === undefined
              ? 'too few for a spread'
              : `spread ${figure(health.spread, 1)}`
          }
          faint={health.spread === undefined}
        />
        <Tile
          label="Tells apart"
          value={figure(health.discrimination, 2)}
          note={
            health.discrimination === undefined
              ? 'too few to compare'
              : 'from −1 to 1: do strong candidates score higher here'
          }
          faint={health.discrimination === undefined}
        />
        <Tile
          label="Minutes taken"
          value={figure(health.medianMinutes)}
          note={`median; ${health.minutes} suggested`}
        />
        <Tile
          label="Appeals"
          value={health.appeals.toLocaleString()}
          note={`${health.appealsGranted} granted`}
        />
        <Tile
          label="People and grader"
          value={figure(health.humanDisagreement, 1)}
          note={`points apart, in ${plural(health.compared, 'answer')} that both graded`}
          faint={health.humanDisagreement === undefined}
        />
      </Tiles>
      <Section title="Scores" lead="How many answers got how much.">
        <Scores scores={scores} />
      </Section>
      <Section title="Criteria">
        <DataTable label="Criteria" columns={['Criterion', 'Mean level', 'Answers', 'Note']}>
          {health.criteria.map((criterion) => (
            <Table.Tr key={criterion.criterionId}>
              <Table.Th scope="row" fw={500}>
                {criterion.title}
              </Table.Th>
              <Table.Td>
                <span className={classes.level}>
                  <span
                    className={classes.bar}
                    aria-hidden
                    ref={(bar) =>
                      bar?.style.setProperty('--share', String(criterion.meanLevel / 4))
                    }
                  />
                  {figure(criterion.meanLevel, 1)} of 4
                </span>
              </Table.Td>
              <Table.Td>{criterion.answers.toLocaleString()}</Table.Td>
              <Table.Td>
                {criterion.neverMet ? (
                  <ToneBadge tone="doubtful">nobody meets it</ToneBadge>
                ) : criterion.alwaysMet ? (
                  <ToneBadge tone="doubtful">everybody meets it</ToneBadge>
                ) : (
                  '–'
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      </Section>
      {versions.length > 1 && (
        <Section title="By version">
          <DataTable
            label="By version"
            columns={['Version', 'Attempts', 'Graded', 'Mean score']}
            minWidth={360}
          >
            {versions.map(({ version, attempts, graded, meanScore }) => (
              <Table.Tr key={version}>
                <Table.Th scope="row" fw={500}>
                  {version}
                </Table.Th>
                <Table.Td>{attempts.toLocaleString()}</Table.Td>
                <Table.Td>{graded.toLocaleString()}</Table.Td>
                <Table.Td>{figure(meanScore)}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        </Section>
      )}
      <Text size="sm" c="dimmed">
        Figures are of version {health.version} unless it says otherwise, and hold no names.
      </Text>
    </>
  );
}

/** Ten bars, each with its number, as a list: it is its own table. */
function Scores({ scores }: { scores: readonly number[] }) {
  const most = Math.max(1, ...scores);
  return (
    <ol className={classes.scores} aria-label="Answers by score">
      {scores.map((count, index) => {
        const range = `${index * 10}–${index === 9 ? 100 : index * 10 + 9}`;
        return (
          <li key={range}>
            <span className={classes.count}>{count}</span>
            <span
              className={classes.column}
              aria-hidden
              ref={(bar) => bar?.style.setProperty('--share', String(count / most))}
            />
            <span className={classes.range}>{range}</span>
          </li>
        );
      })}
    </ol>
  );
}
