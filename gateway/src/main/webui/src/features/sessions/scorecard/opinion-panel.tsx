import { Button, Group, Loader, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@/components/data-table';
import { FailureLine } from '@/components/failure';
import { ToneBadge } from '@/components/tone-badge';
import { keys } from '@/features/sessions/api/keys';
import { askOpinion, opinionsQuery } from '@/features/sessions/api/scorecards';
import type { CardItem } from '@/features/sessions/api/shapes';
import type { Grade } from '@/lib/api/types';
import { percent, signed } from '@/lib/format';
import { bandLabel, levelName } from '@/lib/labels';
import { SpokenText } from './spoken-text';

export interface OpinionPanelProps {
  sessionId: string;
  itemId: string;
  /** What the interviewer wrote of the answer. */
  summary: string;
  card: CardItem;
}

/** What the grader thinks of the same answer; asked for only after one's own marks are in. */
export function OpinionPanel({ sessionId, itemId, summary, card }: OpinionPanelProps) {
  const queries = useQueryClient();
  const opinions = useQuery(opinionsQuery(sessionId, true));
  const [text, setText] = useState(summary);
  const ask = useMutation({
    mutationFn: () => askOpinion(sessionId, itemId, text.trim()),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.opinions(sessionId) }),
  });
  const opinion = opinions.data?.items.find((other) => other.itemId === itemId);
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }} data-testid="opinion">
      <Stack gap="sm">
        <Group gap="xs">
          <IconRobot size={20} aria-hidden />
          <Title order={3} size="h4">
            The grader’s opinion
          </Title>
        </Group>
        {opinions.isError && <FailureLine>{opinions.error.message}</FailureLine>}
        {opinion?.state === 'WAITING' && (
          <Group gap="sm" role="status">
            <Loader size="sm" />
            <Text size="sm">It reads the answer.</Text>
          </Group>
        )}
        {opinion?.state === 'FAILED' && (
          <Text size="sm" role="status">
            It could not judge this answer{opinion.detail ? `: ${opinion.detail}` : '.'}
          </Text>
        )}
        {opinion?.state === 'READY' && opinion.grade && (
          <Compared grade={opinion.grade} card={card} />
        )}
        {opinions.data && !opinion && (
          <>
            <Text size="sm" c="dimmed">
              It judges the final document and what you write here, on the same rubric. Its levels
              change nothing; they and yours feed the figures on agreement.
            </Text>
            <SpokenText
              description="What was only spoken, it cannot know."
              minRows={2}
              value={text}
              onChange={setText}
            />
            {ask.isError && <FailureLine>{ask.error.message}</FailureLine>}
            <Group>
              <Button
                variant="light"
                loading={ask.isPending}
                onClick={() => ask.mutate()}
                data-testid="ask-opinion"
              >
                Ask for it
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}

function Compared({ grade, card }: { grade: Grade; card: CardItem }) {
  return (
    <Stack gap="sm" data-testid="opinion-ready">
      <Text size="sm">
        It would give <b>{grade.score}</b> of 100 ({bandLabel(grade.band)}), and is{' '}
        {percent(grade.confidence)} sure.
      </Text>
      <DataTable
        label="Your levels beside the grader’s"
        columns={['Criterion', 'You', 'Grader', 'Difference']}
        minWidth={300}
        horizontalSpacing="xs"
      >
        {grade.criteria.map((criterion) => {
          const own = card.criteria.find(
            ({ criterionId }) => criterionId === criterion.criterionId,
          )?.level;
          const difference = own === null || own === undefined ? null : criterion.level - own;
          return (
            <Table.Tr key={criterion.criterionId}>
              <Table.Th scope="row" fw={500}>
                {criterion.title}
              </Table.Th>
              <Table.Td>
                {own === null || own === undefined ? 'not seen' : `${own} ${levelName(own)}`}
              </Table.Td>
              <Table.Td>
                {criterion.level} {levelName(criterion.level)}
              </Table.Td>
              <Table.Td>
                {difference === null ? (
                  '–'
                ) : (
                  <ToneBadge
                    tone={difference === 0 ? 'good' : Math.abs(difference) > 1 ? 'bad' : 'doubtful'}
                  >
                    {difference === 0 ? 'same' : signed(difference)}
                  </ToneBadge>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </DataTable>
    </Stack>
  );
}
