import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useField } from './field-findings';

export interface NumberFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'pointer'> {
  pointer: string;
  number: number | null;
  onNumber: (number: number | null) => void;
  hint?: string;
}

/** A whole number that may still be missing. */
export function NumberField({ pointer, number, onNumber, hint, ...input }: NumberFieldProps) {
  const field = useField(pointer, hint);
  return (
    <NumberInput
      {...field}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={number ?? ''}
      onChange={(value) => onNumber(typeof value === 'number' ? value : null)}
      {...input}
    />
  );
}
