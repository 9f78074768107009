import { Text, Textarea } from '@mantine/core';
import { memo } from 'react';
import { line, type Change, type Line } from '@/features/curation/content/content';
import { GroupFindings, useField } from './field-findings';
import { fieldId } from './findings';
import { ItemList, type ItemFieldsProps } from './item-list';

export interface LineListProps {
  title: string;
  hint: string;
  noun: string;
  pointer: string;
  lines: readonly Line[];
  change: Change<Line[]>;
  max: number;
}

const newLine = () => line();
const copied = ({ text }: Line) => line(text);
const isEmpty = ({ text }: Line) => text === '';

/** Sentences, one a line: indicators, hints, signals. */
export const LineList = memo(function LineList({
  title,
  hint,
  noun,
  pointer,
  lines,
  change,
  max,
}: LineListProps) {
  return (
    <div role="group" aria-label={title} id={fieldId(pointer)} tabIndex={-1}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {hint}
      </Text>
      <GroupFindings pointer={pointer} />
      <ItemList
        lines
        items={lines}
        change={change}
        noun={noun}
        name={({ text }, index) => (text.trim() === '' ? `${noun} ${index + 1}` : `“${text}”`)}
        make={newLine}
        copy={copied}
        isEmpty={isEmpty}
        max={max}
        pointer={pointer}
        Fields={LineFields[noun as Noun] ?? LineFields.line}
      />
    </div>
  );
});

type Noun = 'indicator' | 'hint' | 'follow-up' | 'signal' | 'line';

const fieldsOf = (label: string) =>
  function LineField({ item, index, change, pointer }: ItemFieldsProps<Line>) {
    const field = useField(pointer);
    return (
      <Textarea
        {...field}
        aria-label={`${label} ${index + 1}`}
        autosize
        minRows={1}
        value={item.text}
        onChange={(event) => {
          const text = event.currentTarget.value.replaceAll('\n', ' ');
          change((before) => ({ ...before, text }));
        }}
      />
    );
  };

const LineFields: Record<Noun, ReturnType<typeof fieldsOf>> = {
  indicator: fieldsOf('Indicator'),
  hint: fieldsOf('Hint'),
  'follow-up': fieldsOf('Follow-up'),
  signal: fieldsOf('Signal'),
  line: fieldsOf('Line'),
};
