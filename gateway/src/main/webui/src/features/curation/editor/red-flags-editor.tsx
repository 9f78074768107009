import { Select } from '@mantine/core';
import { memo } from 'react';
import {
  emptyRedFlag,
  freeId,
  newKey,
  type Change,
  type FlagKind,
  type RedFlagSheet,
  type Severity,
} from '@/features/curation/content/content';
import { nameOf } from '@/features/curation/content/comparison';
import classes from './editor.module.css';
import { GroupFindings, useField } from './field-findings';
import { ItemList, type ItemFieldsProps } from './item-list';
import { LineList } from './line-list';
import { NumberField } from './number-field';
import { named } from './rubric-editor';
import { LongField, TextField } from './text-field';
import { usePart } from './use-part';

const pointer = '/redFlags';

export interface RedFlagsEditorProps {
  redFlags: RedFlagSheet[];
  change: Change<RedFlagSheet[]>;
}

const nameOfFlag = (item: RedFlagSheet, index: number) => nameOf(item, `red flag ${index + 1}`);

const copied = (item: RedFlagSheet, all: readonly RedFlagSheet[]): RedFlagSheet => ({
  ...item,
  key: newKey(),
  id: freeId(
    item.id,
    all.map(({ id }) => id),
  ),
  signals: item.signals.map(({ text }) => ({ key: newKey(), text })),
});

/** Mistakes that cap the score, whatever else is good. */
export const RedFlagsEditor = memo(function RedFlagsEditor({
  redFlags,
  change,
}: RedFlagsEditorProps) {
  return (
    <>
      <GroupFindings pointer={pointer} />
      <ItemList
        items={redFlags}
        change={change}
        noun="red flag"
        name={nameOfFlag}
        make={emptyRedFlag}
        copy={copied}
        max={6}
        pointer={pointer}
        Fields={FlagFields}
      />
    </>
  );
});

function FlagFields({
  item: flag,
  index,
  change,
  changeAll,
  pointer: at,
}: ItemFieldsProps<RedFlagSheet>) {
  const set = (part: Partial<RedFlagSheet>) => change((before) => ({ ...before, ...part }));
  const number = index + 1;
  const severity = useField(`${at}/severity`);
  const kind = useField(`${at}/kind`);
  return (
    <div className={classes.fields} role="group" aria-label={`Red flag ${number}`}>
      <GroupFindings pointer={at} />
      <div className={classes.heading}>
        <TextField
          pointer={`${at}/title`}
          label={`Red flag ${number}`}
          placeholder="The mistake, in a few words"
          text={flag.title}
          onText={(title) => set({ title })}
          onBlur={() => changeAll((all) => named(all, flag.key))}
        />
        <TextField
          pointer={`${at}/id`}
          label="Id"
          text={flag.id}
          onText={(id) => set({ id })}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <NumberField
          pointer={`${at}/cap`}
          label="Caps the score at"
          min={0}
          max={95}
          step={5}
          number={flag.cap}
          onNumber={(cap) => set({ cap })}
        />
      </div>
      <div className={classes.pair}>
        <Select
          {...severity}
          label="How bad"
          data={['minor', 'major', 'critical']}
          value={flag.severity === '' ? null : flag.severity}
          onChange={(value) => set({ severity: (value ?? '') as Severity | '' })}
        />
        <Select
          {...kind}
          label="The answer"
          data={[
            { value: 'commits', label: 'says or does the mistake' },
            { value: 'omits', label: 'leaves out every one of the signals' },
          ]}
          value={flag.kind === '' ? null : flag.kind}
          onChange={(value) => set({ kind: (value ?? '') as FlagKind | '' })}
        />
      </div>
      <LongField
        pointer={`${at}/description`}
        label="Why it is wrong"
        text={flag.description}
        onText={(description) => set({ description })}
      />
      <LineList
        title="Signals"
        hint={
          flag.kind === 'omits'
            ? 'Statements of which a sound answer makes at least one, two to six.'
            : 'Sentences as an answer with this mistake would say them, two to six.'
        }
        noun="signal"
        pointer={`${at}/signals`}
        lines={flag.signals}
        change={usePart(change, 'signals')}
        max={6}
      />
    </div>
  );
}
