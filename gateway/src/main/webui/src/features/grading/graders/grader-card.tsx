import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconPlugConnected, IconPlugX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '@/components/data-table';
import { ToneBadge } from '@/components/tone-badge';
import type { AttackFamily, Gate, Grader } from '@/lib/api/types';
import { day, percent } from '@/lib/format';
import { gateLabel, words } from '@/lib/labels';
import { ranged } from '@/features/grading/figures';
import classes from './graders.module.css';

export interface GraderCardProps {
  grader: Grader;
}

const kinds: Record<Grader['kind'], string> = {
  embedded: 'Embedded grader',
  llm: 'Language model',
};

const breakers: Record<NonNullable<Grader['breaker']>, ReactNode> = {
  closed: (
    <ToneBadge tone="good" leftSection={<IconPlugConnected size={13} aria-hidden />}>
      Reachable
    </ToneBadge>
  ),
  'half-open': <ToneBadge tone="doubtful">Being tried again</ToneBadge>,
  open: (
    <ToneBadge tone="bad" leftSection={<IconPlugX size={13} aria-hidden />}>
      Not answering, left alone for now
    </ToneBadge>
  ),
};

export function GraderCard({ grader }: GraderCardProps) {
  const { kind, version, model, active, detail, promptVersion, provider, samples, breaker } =
    grader;
  const { evaluation, gates } = grader;
  const id = `grader-${kind}`;
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      p={{ base: 'md', sm: 'xl' }}
      aria-labelledby={id}
      data-testid="grader"
    >
      <Stack gap="xl">
        <div>
          <Group gap="sm">
            <Title order={2} size="h3" id={id}>
              {kinds[kind] ?? kind}
            </Title>
            <ToneBadge tone={active ? 'good' : 'plain'}>{active ? 'In use' : 'Off'}</ToneBadge>
            {breaker && breakers[breaker]}
          </Group>
          <Text c="dimmed" mt={6}>
            {detail}
          </Text>
          <dl className={classes.facts}>
            <Fact name="Version">{version}</Fact>
            <Fact name="Model">{model}</Fact>
            {provider && <Fact name="Provider">{words(provider)}</Fact>}
            {promptVersion && <Fact name="Prompts">{promptVersion}</Fact>}
            {samples !== undefined && <Fact name="Samples an answer">{samples}</Fact>}
          </dl>
        </div>
        {evaluation && (
          <div>
            <Title order={3} size="h4">
              Agreement with people
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {evaluation.measuredBy === 'operator'
                ? 'On human-graded answers chosen by your operator'
                : 'On human-graded answers to questions it has not seen'}
              , measured {day(evaluation.measuredOn)}; in brackets where 95 of 100 repetitions lie.
            </Text>
            <DataTable
              label={`Agreement of ${kinds[kind] ?? kind} with people`}
              columns={[
                'Answers',
                'n',
                'Correlation',
                'Within a question',
                'Rank correlation',
                'Error (RMSE)',
                'Weighted kappa',
              ]}
              minWidth={820}
            >
              {evaluation.datasets.map((set) => (
                <Table.Tr key={set.name}>
                  <Table.Th scope="row" fw={500}>
                    {set.name}
                    <Text size="xs" c="dimmed" fw={400}>
                      {set.questions} questions
                    </Text>
                  </Table.Th>
                  <Table.Td>{set.n.toLocaleString()}</Table.Td>
                  {(['pearson', 'withinQuestion', 'spearman', 'rmse', 'qwk'] as const).map(
                    (measure) => (
                      <Table.Td key={measure}>{ranged(set[measure], 'coefficient')}</Table.Td>
                    ),
                  )}
                </Table.Tr>
              ))}
            </DataTable>
          </div>
        )}
        {gates && (
          <div>
            <Group gap="sm">
              <Title order={3} size="h4">
                Gates
              </Title>
              <Verdict pass={gates.pass} yes="All hold" no="Not all hold" />
            </Group>
            <Text size="sm" c="dimmed" mb="sm">
              {gates.measuredBy === 'operator'
                ? 'Attacks made of the answers that your operator measured it on'
                : 'Attacks made at build time'}
              , {day(gates.measuredOn)}.
              {gates.falsePositiveRate !== undefined &&
                ` Sound answers that were flagged by mistake: ${percentage(gates.falsePositiveRate)}.`}
              {gates.heldOutPassRate !== undefined &&
                ` Attacks of kinds that the guard was not written against that were held: ${percentage(gates.heldOutPassRate)}.`}
            </Text>
            <GateTable gates={gates.gates} />
            {gates.families.length > 0 && <Families families={gates.families} />}
          </div>
        )}
        {!evaluation && !gates && (
          <Text c="dimmed" size="sm">
            Nothing was measured of this grader yet.{' '}
            <code>./greenroom evaluate FILE.jsonl --publish DIRECTORY</code> measures it, and{' '}
            <code>GREENROOM_GRADING_FIGURES</code> names the directory that is shown here.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

/** Rates near an end keep a digit that says something; what is not all is never shown as all. */
const percentage = (share: number): string =>
  (share > 0 && share < 0.1) || (share > 0.99 && share < 1)
    ? `${Math.min(share * 100, 99.9).toFixed(1)} %`
    : percent(share);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Good or bad by word and sign, and then by colour. */
function Verdict({ pass, yes, no }: { pass: boolean; yes: string; no: string }) {
  return (
    <ToneBadge
      tone={pass ? 'good' : 'bad'}
      leftSection={
        pass ? <IconCircleCheck size={13} aria-hidden /> : <IconCircleX size={13} aria-hidden />
      }
    >
      {pass ? yes : no}
    </ToneBadge>
  );
}

function GateTable({ gates }: { gates: readonly Gate[] }) {
  return (
    <DataTable
      label="Gates"
      columns={['Gate', 'Rule', 'n', 'Mean', '95th of 100', 'Highest', 'Held', 'Result']}
      minWidth={820}
    >
      {gates.map((gate) => (
        <Table.Tr key={gate.name} data-testid="gate">
          <Table.Th scope="row" fw={500}>
            {gateLabel(gate.name)}
          </Table.Th>
          <Table.Td>{gate.rule}</Table.Td>
          <Table.Td>{gate.n.toLocaleString()}</Table.Td>
          {[gate.mean, gate.p95, gate.max].map((value, index) => (
            <Table.Td key={index}>{value.toFixed(2).replace('-', '−')}</Table.Td>
          ))}
          <Table.Td className={classes.rate}>{percentage(gate.passRate)}</Table.Td>
          <Table.Td miw={120}>
            <Verdict pass={gate.pass} yes="Holds" no="Broken" />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

/** The same attacks are made alone and added to answers, so each gate has its own. */
function Families({ families }: { families: readonly AttackFamily[] }) {
  const gates = [...new Set(families.map(({ gate }) => gate))];
  return (
    <>
      <Title order={4} size="h5" mt="xl" mb="sm">
        By family of attack
      </Title>
      <Stack gap="lg">
        {gates.map((gate) => (
          <div key={gate}>
            <Title order={5} size="sm" c="dimmed" fw={600} mb={6}>
              {gateLabel(gate)}
            </Title>
            <ul className={classes.families}>
              {families
                .filter((family) => family.gate === gate)
                .map((family) => (
                  <Family key={family.name} family={family} />
                ))}
            </ul>
          </div>
        ))}
      </Stack>
    </>
  );
}

function Family({ family: { name, n, passRate } }: { family: AttackFamily }) {
  return (
    <li>
      <span>{gateLabel(name)}</span>
      <span
        className={classes.meter}
        data-side={passRate >= 0.95 ? 'good' : passRate >= 0.8 ? 'fair' : 'poor'}
        aria-hidden
      >
        <span style={{ width: `${passRate * 100}%` }} />
      </span>
      <span className={classes.rate}>
        {percentage(passRate)} <span className={classes.of}>of {n.toLocaleString()}</span>
      </span>
    </li>
  );
}
