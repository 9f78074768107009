import { Blockquote, Button, Stack, Table, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AnswerText } from '@/components/answer-text';
import { Disclosure } from '@/components/disclosure';
import { Notice } from '@/components/notice';
import { SecondLook } from '@/components/second-look';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import type { Review } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { bandLabel, levelName } from '@/lib/labels';
import { isAdmin, useMe } from '@/lib/me';
import { logQuery } from '@/features/reviews/api/read-log';
import { ReviewHead } from '@/features/reviews/review-head';
import { compare } from './comparison';
import { comparedMarks } from './compared-marks';

export interface DecidedViewProps {
  review: Review;
}

const sources = { both: 'both', own: 'reviewer', ai: 'grader', other: 'neither' } as const;

/** What was decided, beside what the reviewer and the grader had given. */
export function DecidedView({ review }: DecidedViewProps) {
  const { decision, answer, state } = review;
  const me = useMe();
  const compared = compare(review);
  return (
    <Stack gap="xl">
      <ReviewHead review={review} step={state === 'withdrawn' ? 'Withdrawn' : 'Decided'} />
      {state === 'withdrawn' && (
        <Notice icon={<IconCheck />} title="This review was withdrawn" color="gray">
          The candidate took the appeal back, or the answer was graded otherwise in the meantime.
        </Notice>
      )}
      {state === 'decided' && !decision && (
        <Notice icon={<IconCheck />} title="This review was decided" color="gray">
          By somebody else; what they decided is shown to them, to the candidate and to
          administrators.
        </Notice>
      )}
      {decision && (
        <Section
          title={`${decision.score} of 100, ${bandLabel(decision.band).toLowerCase()}`}
          lead={`Decided ${dayTime(decision.decidedAt)}`}
        >
          <Table.ScrollContainer
            minWidth={480}
            type="native"
            tabIndex={0}
            aria-label="Levels compared"
          >
            <Table verticalSpacing="sm" data-testid="decision">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Criterion</Table.Th>
                  <Table.Th scope="col">Reviewer, blind</Table.Th>
                  <Table.Th scope="col">Grader</Table.Th>
                  <Table.Th scope="col">Decided</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {compared.map(({ criterionId, title, own, machine }) => {
                  const decided = decision.criteria.find((c) => c.criterionId === criterionId);
                  return (
                    <Table.Tr key={criterionId}>
                      <Table.Th scope="row" fw={500}>
                        {title}
                      </Table.Th>
                      <Table.Td>{level(own)}</Table.Td>
                      <Table.Td>{level(machine)}</Table.Td>
                      <Table.Td fw={600}>
                        {level(decided?.level)}{' '}
                        {decided && (
                          <ToneBadge size="sm" tone="plain">
                            {sources[decided.source]}
                          </ToneBadge>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Blockquote
            cite={<span>To the candidate</span>}
            p="md"
            style={{ whiteSpace: 'pre-wrap' }}
          >
            {decision.comment}
          </Blockquote>
        </Section>
      )}
      {answer && (
        <Section title="The answer">
          <AnswerText text={answer.text} language={answer.language} marks={comparedMarks(review)} />
        </Section>
      )}
      {state === 'decided' && decision && (
        <Section
          title="A second look"
          lead="Somebody else marks the same answer blind. That tells how far people agree; the grade stays as it is."
        >
          <SecondLook attemptId={review.attemptId} label="Ask for a second look" />
        </Section>
      )}
      {isAdmin(me) && (
        <Disclosure label="Who did what">
          <Log id={review.id} />
        </Disclosure>
      )}
      <Button component={Link} to="/reviews" style={{ alignSelf: 'start' }}>
        Back to the queue
      </Button>
    </Stack>
  );
}

const level = (value: number | undefined): string =>
  value === undefined ? '–' : `${value} ${levelName(value)}`;

function Log({ id }: { id: string }) {
  const log = useQuery(logQuery(id));
  if (log.isError) {
    return <Text role="alert">{log.error.message}</Text>;
  }
  return (
    <Table>
      <Table.Tbody>
        {log.data?.items.map(({ at, by, what, detail }, index) => (
          <Table.Tr key={index}>
            <Table.Td>{dayTime(at)}</Table.Td>
            <Table.Th scope="row" fw={500}>
              {by}
            </Table.Th>
            <Table.Td>
              {what}
              {detail && `: ${detail}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
