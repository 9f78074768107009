import { Button, Group, Text } from '@mantine/core';
import { memo } from 'react';
import { levelName } from '@/lib/labels';
import {
  balanced,
  emptyCriterion,
  freeId,
  newKey,
  slugFrom,
  weightSum,
  type Change,
  type CriterionSheet,
} from '@/features/curation/content/content';
import { nameOf } from '@/features/curation/content/comparison';
import classes from './editor.module.css';
import { GroupFindings } from './field-findings';
import { ItemList, type ItemFieldsProps } from './item-list';
import { LineList } from './line-list';
import { NumberField } from './number-field';
import { LongField, TextField } from './text-field';
import { usePart } from './use-part';

const pointer = '/rubric/criteria';

export interface RubricEditorProps {
  criteria: CriterionSheet[];
  change: Change<CriterionSheet[]>;
}

const nameOfCriterion = (item: CriterionSheet, index: number) =>
  nameOf(item, `criterion ${index + 1}`);

const copied = (item: CriterionSheet, all: readonly CriterionSheet[]): CriterionSheet => ({
  ...item,
  key: newKey(),
  id: freeId(
    item.id,
    all.map(({ id }) => id),
  ),
  indicators: item.indicators.map(({ text }) => ({ key: newKey(), text })),
});

/** What is scored: criteria with their weights, indicators and levels. */
export const RubricEditor = memo(function RubricEditor({ criteria, change }: RubricEditorProps) {
  return (
    <div>
      <WeightSum criteria={criteria} change={change} />
      <GroupFindings pointer="/rubric" />
      <GroupFindings pointer={pointer} />
      <ItemList
        items={criteria}
        change={change}
        noun="criterion"
        name={nameOfCriterion}
        make={emptyCriterion}
        copy={copied}
        max={6}
        pointer={pointer}
        Fields={CriterionFields}
      />
    </div>
  );
});

function WeightSum({ criteria, change }: RubricEditorProps) {
  const sum = weightSum(criteria);
  const right = sum === 100;
  return (
    <Group className={classes.sum} data-right={right || undefined} gap="sm">
      <Text role="status" data-testid="weight-sum" size="sm">
        Weights sum to <b>{sum} %</b>
        {right
          ? '.'
          : sum < 100
            ? `: ${100 - sum} too few. They must make 100.`
            : `: ${sum - 100} too many. They must make 100.`}
      </Text>
      {!right && criteria.length > 0 && (
        <Button size="compact-sm" variant="light" onClick={() => change(balanced)}>
          Bring to 100
        </Button>
      )}
    </Group>
  );
}

function CriterionFields({
  item: criterion,
  index,
  change,
  changeAll,
  pointer: at,
}: ItemFieldsProps<CriterionSheet>) {
  const set = (part: Partial<CriterionSheet>) => change((before) => ({ ...before, ...part }));
  const number = index + 1;
  return (
    <div className={classes.fields} role="group" aria-label={`Criterion ${number}`}>
      <GroupFindings pointer={at} />
      <div className={classes.heading}>
        <TextField
          pointer={`${at}/title`}
          label={`Criterion ${number}`}
          placeholder="What is looked at, in a few words"
          text={criterion.title}
          onText={(title) => set({ title })}
          onBlur={() => changeAll((all) => named(all, criterion.key))}
        />
        <TextField
          pointer={`${at}/id`}
          label="Id"
          text={criterion.id}
          onText={(id) => set({ id })}
          styles={mono}
        />
        <NumberField
          pointer={`${at}/weight`}
          label="Weight"
          suffix=" %"
          min={0}
          max={100}
          step={5}
          number={criterion.weight}
          onNumber={(weight) => set({ weight })}
        />
      </div>
      <LineList
        title="Indicators"
        hint="Statements that can be checked against an answer, two to seven. Enter adds one, Alt ↑ ↓ moves it."
        noun="indicator"
        pointer={`${at}/indicators`}
        lines={criterion.indicators}
        change={usePart(change, 'indicators')}
        max={7}
      />
      <div role="group" aria-label={`Levels of criterion ${number}`}>
        <Text size="sm" fw={600} mb={6}>
          Levels
        </Text>
        <GroupFindings pointer={`${at}/levels`} />
        <div className={classes.levels}>
          {criterion.levels.map((text, level) => (
            <LongField
              key={level}
              pointer={`${at}/levels/${level}`}
              label={`${level} · ${levelName(level)}`}
              rows={1}
              text={text}
              onText={(next) =>
                change((before) => ({
                  ...before,
                  levels: before.levels.map((each, other) =>
                    other === level ? next : each,
                  ) as CriterionSheet['levels'],
                }))
              }
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** An item that has a title and no id yet gets one from its title. */
export function named<T extends { key: string; id: string; title: string }>(
  all: T[],
  key: string,
): T[] {
  const item = all.find((each) => each.key === key);
  if (!item || item.id !== '' || item.title.trim() === '') {
    return all;
  }
  const id = freeId(
    slugFrom(item.title),
    all.map((each) => each.id),
  );
  return all.map((each) => (each.key === key ? { ...each, id } : each));
}
