import { Anchor, Group, NativeSelect, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Disclosure } from '@/components/disclosure';
import { Pages } from '@/components/pages';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { ImportReport, ImportRow } from '@/lib/api/types';
import { percent, plural } from '@/lib/format';
import { placeName } from '@/features/curation/editor/findings';
import { ChangesView } from '@/features/curation/history/changes-view';
import classes from './exchange.module.css';
import { inTheWay, isBroken, isChoosable, optionsOf, type Choices } from './import-choices';

const outcomes: Record<ImportRow['outcome'], { label: string; tone: BadgeTone }> = {
  added: { label: 'new', tone: 'good' },
  changed: { label: 'changed', tone: 'busy' },
  unchanged: { label: 'as it is', tone: 'plain' },
  merged: { label: 'merged', tone: 'busy' },
  omitted: { label: 'left out', tone: 'plain' },
  invalid: { label: 'broken', tone: 'bad' },
  conflict: { label: 'in the way', tone: 'bad' },
};

const rowsAtOnce = 50;

type Shown = ImportRow['outcome'] | 'all';

export interface ImportTableProps {
  report: ImportReport;
  choices: Choices;
  onChoose: (row: number, choice: string) => void;
  /** The way on, when there is one. */
  apply: ReactNode;
}

/** What becomes of each row of a file: differences, errors, losses and look-alikes. */
export function ImportTable({ report, choices, onChoose, apply }: ImportTableProps) {
  const { summary, rows, errors, remarks, notComparedFrom } = report;
  const [shown, setShown] = useState<Shown>('all');
  const [page, setPage] = useState(1);
  const broken = inTheWay(rows, choices);
  const fitting = rows.filter(({ outcome }) => shown === 'all' || outcome === shown);
  const kinds = (Object.keys(outcomes) as ImportRow['outcome'][]).filter(
    (outcome) => summary[outcome] > 0,
  );
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="md">
        <Text role="status" data-testid="import-summary">
          {plural(summary.added, 'question')} new, {summary.changed} changed, {summary.unchanged} as
          they are
          {broken > 0 && (
            <b className={classes.bad}>
              , {broken} {broken === 1 ? 'stands' : 'stand'} in the way: nothing can be taken over
            </b>
          )}
          .
        </Text>
        {apply}
      </Group>
      {errors.length > 0 && (
        <ul className={classes.errors}>
          {errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`} className={classes.bad}>
              {pointer && <code>{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      )}
      {notComparedFrom !== undefined && (
        <Text c="dimmed" size="sm">
          New questions from row {notComparedFrom.toLocaleString()} on were not compared with those
          that are here, nor with each other: it would have taken too long. In files of fewer rows
          all are.
        </Text>
      )}
      {remarks.length > 0 && (
        <Disclosure
          label={`${plural(remarks.length, 'thing')} beside the questions that stay behind`}
        >
          <ul className={classes.errors}>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {kinds.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Show"
          style={{ alignSelf: 'start', maxWidth: '100%', overflowX: 'auto' }}
          data={[
            { value: 'all', label: `All (${rows.length})` },
            ...kinds.map((outcome) => ({
              value: outcome,
              label: `${outcomes[outcome].label} (${summary[outcome]})`,
            })),
          ]}
          value={shown}
          onChange={(value) => {
            setShown(value as Shown);
            setPage(1);
          }}
        />
      )}
      {fitting.length > 0 && (
        <DataTable
          label="Rows of the file"
          columns={['Row', 'Question', 'Outcome', 'What about it']}
          minWidth={680}
        >
          {fitting.slice((page - 1) * rowsAtOnce, page * rowsAtOnce).map((row) => (
            <Row
              key={row.row}
              row={row}
              choice={choices.get(row.row) ?? ''}
              compared={
                row.outcome !== 'added' ||
                notComparedFrom === undefined ||
                row.row < notComparedFrom
              }
              onChoose={
                report.dryRun && isChoosable(row) ? (choice) => onChoose(row.row, choice) : null
              }
            />
          ))}
        </DataTable>
      )}
      <Pages total={Math.ceil(fitting.length / rowsAtOnce)} value={page} onChange={setPage} />
    </Stack>
  );
}

interface RowProps {
  row: ImportRow;
  choice: string;
  /** False where it is new, and there was no time to compare it. */
  compared: boolean;
  /** Null when there is nothing to choose. */
  onChoose: ((choice: string) => void) | null;
}

function Row({ row, choice, compared, onChoose }: RowProps) {
  const { outcome, changes, errors, losses, duplicates, twins } = row;
  const word = outcomes[outcome];
  const broken = isBroken(row);
  return (
    <Table.Tr data-testid="import-row" data-outcome={outcome} style={{ verticalAlign: 'top' }}>
      <Table.Td>
        {row.row}
        {row.line !== undefined && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            line {row.line}
          </Text>
        )}
      </Table.Td>
      <Table.Th scope="row" fw={500}>
        {row.title ?? 'No title'}
        {row.questionId && (
          <Text size="xs" c="dimmed" fw={400} ff="monospace">
            {row.questionId}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <ToneBadge tone={word.tone}>{word.label}</ToneBadge>
        {onChoose && (
          <NativeSelect
            size="xs"
            mt={6}
            miw={150}
            aria-label={`What becomes of row ${row.row}`}
            data={optionsOf(row)}
            value={choice}
            onChange={(event) => onChoose(event.currentTarget.value)}
          />
        )}
      </Table.Td>
      <Table.Td>
        {errors.length > 0 &&
          (broken ? (
            <Errors errors={errors} broken />
          ) : (
            <Disclosure label={`${plural(errors.length, 'thing')} to mend before it is published`}>
              <Errors errors={errors} />
            </Disclosure>
          ))}
        {losses.length > 0 && (
          <ul className={classes.errors}>
            {losses.map((loss) => (
              <li key={loss} className={classes.losses}>
                Not taken over: {loss}
              </li>
            ))}
          </ul>
        )}
        {duplicates.map(({ id, title, similarity }) => (
          <Text key={id} size="sm">
            {percent(similarity)} like{' '}
            <Anchor component={Link} to={`/admin/questions/${id}`} inherit underline="always">
              {title}
            </Anchor>
          </Text>
        ))}
        {twins.map((twin) => (
          <Text key={twin.row} size="sm">
            {percent(twin.similarity)} like row {twin.row} of this file: {twin.title || 'No title'}
          </Text>
        ))}
        {!compared && (
          <Text size="sm" c="dimmed">
            Not compared
          </Text>
        )}
        {changes.length > 0 && (
          <Disclosure label={plural(changes.length, 'change')}>
            <ChangesView
              changes={changes}
              names={{ before: 'Now', after: 'In the file' }}
              order={3}
            />
          </Disclosure>
        )}
        {compared &&
          errors.length + losses.length + duplicates.length + twins.length + changes.length === 0 &&
          '–'}
      </Table.Td>
    </Table.Tr>
  );
}

interface ErrorsProps {
  errors: ImportRow['errors'];
  broken?: boolean;
}

function Errors({ errors, broken }: ErrorsProps) {
  return (
    <ul className={classes.errors}>
      {errors.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`} className={broken ? classes.bad : undefined}>
          {pointer && <b>{placeName(pointer)}: </b>}
          {detail}
        </li>
      ))}
    </ul>
  );
}
