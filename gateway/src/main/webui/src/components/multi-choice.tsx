import { MultiSelect } from '@mantine/core';

export interface MultiChoiceProps {
  label: string;
  data: { value: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
}

/** Several of many, none meaning any; what is chosen and not in the list stays, or it could not be taken back. */
export function MultiChoice({ label, data, value, onChange }: MultiChoiceProps) {
  const unknown = value.filter((one) => !data.some((known) => known.value === one));
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? 'Any' : undefined}
      data={[...data, ...unknown.map((one) => ({ value: one, label: one }))]}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Any: ${label}` }}
      hidePickedOptions
      nothingFoundMessage="Nothing of that name"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
