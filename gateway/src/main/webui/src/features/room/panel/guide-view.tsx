import { Accordion, Button, List, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBulb, IconFlag, IconSquare, IconSquareCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Markdown } from '@/components/markdown';
import { Severity } from '@/components/severity';
import type { GuideQuestion } from '@/features/room/api/session';
import type { MarkData, RoomItem } from '@/features/room/connection/protocol';
import { useInRoom } from '@/features/room/connection/use-room';
import { levelName } from '@/lib/labels';
import { useStore } from '@/lib/store';
import { sameMark } from './marks';
import classes from './panel.module.css';

export interface GuideViewProps {
  item: RoomItem;
  question: GuideQuestion | undefined;
  failed: boolean;
}

/** What an interviewer looks for in a question; a click marks what was seen, with the moment. */
export function GuideView({ item, question, failed }: GuideViewProps) {
  const { room, state } = useInRoom();
  if (!question) {
    return (
      <Text size="sm" c="dimmed">
        {!failed
          ? 'Reading the guide…'
          : state.phase === 'SCHEDULED'
            ? 'The guide is there when the session begins.'
            : 'The guide could not be read. Reload the page to try again.'}
      </Text>
    );
  }
  const { probe, rubric, redFlags = [], strongAnswer, followUps = [], hints = [] } = question;
  const given = item.question?.hints ?? [];
  return (
    <Stack gap="md" data-testid="guide">
      <h2 className={classes.title}>{question.title}</h2>
      {probe && (
        <Text size="sm">
          <b>What is really asked: </b>
          {probe}
        </Text>
      )}
      <Accordion
        multiple
        variant="separated"
        order={3}
        defaultValue={['rubric']}
        styles={{ control: { paddingInline: '0.7rem' }, content: { padding: '0 0.5rem 0.6rem' } }}
      >
        {rubric && (
          <Accordion.Item value="rubric">
            <Accordion.Control>What to look for</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">
                {rubric.criteria.map((criterion) => (
                  <div key={criterion.id} role="group" aria-label={criterion.title}>
                    <Text size="sm" fw={600} px={6}>
                      {criterion.title} · {criterion.weight} %
                    </Text>
                    {criterion.indicators.map((indicator) => (
                      <MarkToggle
                        key={indicator}
                        mark={{ item: item.id, criterionId: criterion.id, indicator }}
                      >
                        {indicator}
                      </MarkToggle>
                    ))}
                    <Levels levels={criterion.levels} />
                  </div>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {redFlags.length > 0 && (
          <Accordion.Item value="flags">
            <Accordion.Control>Red flags</Accordion.Control>
            <Accordion.Panel>
              {redFlags.map((flag) => (
                <MarkToggle key={flag.id} mark={{ item: item.id, redFlagId: flag.id }} flag>
                  <b>{flag.title}</b> <Severity severity={flag.severity} />
                  {flag.description && <Text size="xs">{flag.description}</Text>}
                </MarkToggle>
              ))}
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {hints.length > 0 && (
          <Accordion.Item value="hints">
            <Accordion.Control>
              Hints · {given.length} of {hints.length} given
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="xs" px={6}>
                {hints.map((hint, index) => (
                  <div key={hint}>
                    <Text size="sm">
                      {index + 1}. {hint}
                    </Text>
                    {given.includes(hint) ? (
                      <Text size="xs" c="dimmed">
                        Given
                      </Text>
                    ) : (
                      <Button
                        size="compact-xs"
                        variant="light"
                        leftSection={<IconBulb size={14} aria-hidden />}
                        aria-label={`Give hint ${index + 1}`}
                        disabled={!item.question || state.phase !== 'LIVE'}
                        onClick={() => room.tell({ action: 'hint.give', item: item.id, index })}
                      >
                        Give to the candidate
                      </Button>
                    )}
                  </div>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {followUps.length > 0 && (
          <Accordion.Item value="follow-ups">
            <Accordion.Control>Follow-ups</Accordion.Control>
            <Accordion.Panel>
              <List size="sm" spacing={4}>
                {followUps.map((followUp) => (
                  <List.Item key={followUp}>{followUp}</List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {strongAnswer && (
          <Accordion.Item value="strong">
            <Accordion.Control>A strong answer</Accordion.Control>
            <Accordion.Panel>
              <Markdown>{strongAnswer}</Markdown>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <Accordion.Item value="prompt">
          <Accordion.Control>What the candidate reads</Accordion.Control>
          <Accordion.Panel>
            <Markdown>{question.prompt}</Markdown>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

interface MarkToggleProps {
  mark: MarkData;
  flag?: boolean;
  children: ReactNode;
}

/** Seen or not yet seen; the moment of the click is kept. */
function MarkToggle({ mark, flag = false, children }: MarkToggleProps) {
  const { room } = useInRoom();
  const seen = sameMark(useStore(room.notes), mark);
  const Icon = flag ? IconFlag : seen ? IconSquareCheck : IconSquare;
  return (
    <UnstyledButton
      className={classes.indicator}
      aria-pressed={seen !== undefined}
      data-flag={flag || undefined}
      data-testid="mark-toggle"
      onClick={() =>
        room.tell(seen ? { action: 'mark.remove', id: seen.id } : { action: 'mark.add', ...mark })
      }
    >
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </UnstyledButton>
  );
}

function Levels({ levels }: { levels: Record<string, unknown> }) {
  return (
    <details>
      <Text component="summary" size="xs" c="dimmed" px={6} py={2}>
        Levels
      </Text>
      <dl className={classes.levels}>
        {Object.entries(levels)
          .sort(([a], [b]) => Number(a) - Number(b))
          .map(([level, words]) => (
            <Level key={level} level={Number(level)} words={String(words)} />
          ))}
      </dl>
    </details>
  );
}

const Level = ({ level, words }: { level: number; words: string }) => (
  <>
    <dt>
      {level} · {levelName(level)}
    </dt>
    <dd>{words}</dd>
  </>
);
