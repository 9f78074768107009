import { Accordion, Group, List, Stack, Text } from '@mantine/core';
import type { RedFlag, Rubric } from '@/lib/api/types';
import { levelName } from '@/lib/labels';
import classes from './rubric-panel.module.css';
import { Severity } from './severity';

export interface RubricPanelProps {
  rubric: Rubric;
}

/** What is scored: each criterion with its weight, what it looks for, and what each level means. */
export function RubricPanel({ rubric }: RubricPanelProps) {
  return (
    <Accordion multiple variant="separated" order={3}>
      {rubric.criteria.map((criterion) => (
        <Accordion.Item key={criterion.id} value={criterion.id}>
          <Accordion.Control>
            <Group justify="space-between" wrap="nowrap" pe="sm">
              <Text fw={600}>{criterion.title}</Text>
              <Text size="sm" c="dimmed" className={classes.weight}>
                {criterion.weight} %
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              <div>
                <Text size="sm" fw={600} mb={4}>
                  A good answer
                </Text>
                <List size="sm" spacing={4}>
                  {criterion.indicators.map((indicator) => (
                    <List.Item key={indicator}>{indicator}</List.Item>
                  ))}
                </List>
              </div>
              <dl className={classes.levels}>
                {Object.entries(criterion.levels)
                  .sort(([a], [b]) => Number(a) - Number(b))
                  .map(([level, descriptor]) => (
                    <Level key={level} level={Number(level)} descriptor={descriptor} />
                  ))}
              </dl>
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Level({ level, descriptor }: { level: number; descriptor: string }) {
  return (
    <>
      <dt>
        {level} · {levelName(level)}
      </dt>
      <dd>{descriptor}</dd>
    </>
  );
}

export interface RedFlagListProps {
  redFlags: readonly RedFlag[];
}

/** Mistakes that cap the score, whatever else is good. */
export function RedFlagList({ redFlags }: RedFlagListProps) {
  return (
    <Stack gap="md">
      {redFlags.map((flag) => (
        <div key={flag.id}>
          <Group gap="xs" mb={2}>
            <Text fw={600}>{flag.title}</Text>
            <Severity severity={flag.severity} />
            <Text size="sm" c="dimmed">
              caps the score at {flag.cap}
            </Text>
          </Group>
          {flag.description && <Text size="sm">{flag.description}</Text>}
        </div>
      ))}
    </Stack>
  );
}
