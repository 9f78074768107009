import { Textarea, TextInput, type TextInputProps } from '@mantine/core';
import { useField } from './field-findings';

export interface TextFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'pointer'> {
  pointer: string;
  text: string;
  onText: (text: string) => void;
  hint?: string;
}

export function TextField({ pointer, text, onText, hint, ...input }: TextFieldProps) {
  const field = useField(pointer, hint);
  return (
    <TextInput
      {...field}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      {...input}
    />
  );
}

export interface LongFieldProps {
  pointer: string;
  label: string;
  text: string;
  onText: (text: string) => void;
  hint?: string;
  rows?: number;
  code?: boolean;
}

export function LongField({ pointer, label, text, onText, hint, rows = 2, code }: LongFieldProps) {
  const field = useField(pointer, hint);
  return (
    <Textarea
      {...field}
      label={label}
      autosize
      minRows={rows}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      styles={code ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : undefined}
    />
  );
}
