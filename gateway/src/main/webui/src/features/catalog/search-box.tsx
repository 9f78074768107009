import { CloseButton, Combobox, TextInput, useCombobox, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Suggestion } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { leastTyped, suggestionsQuery } from './api/list-suggestions';
import { suggestionGroups } from './suggestion-groups';

export interface SearchBoxProps {
  value: string;
  onType: (value: string) => void;
  /** Enter: what is typed is meant. */
  onSearch: () => void;
  onChoose: (suggestion: Suggestion) => void;
  onClear: () => void;
}

/** Where words are typed, with suggestions below; what is typed stays until somebody chooses one. */
export function SearchBox({ value, onType, onSearch, onChoose, onClear }: SearchBoxProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [asked] = useDebouncedValue(value, 150);
  const suggestions = useQuery(suggestionsQuery(asked));
  const enough = value.trim().length >= leastTyped;
  const groups = enough ? suggestionGroups(suggestions.data?.items ?? [], value) : [];
  const options = groups.flatMap(({ items }) => items);
  const open = combobox.dropdownOpened && options.length > 0;
  return (
    <Combobox
      store={{ ...combobox, dropdownOpened: open }}
      withinPortal={false}
      onOptionSubmit={(index) => {
        const chosen = options[Number(index)];
        combobox.closeDropdown();
        if (chosen) {
          onChoose(chosen);
        }
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label="Search questions"
          labelProps={{ style: { position: 'absolute', clip: 'rect(0 0 0 0)' } }}
          enterKeyHint="search"
          autoComplete="off"
          size="md"
          placeholder="Attention, rate limiting, a time you were wrong…"
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={
            value !== '' && <CloseButton aria-label="Clear the search" onClick={onClear} />
          }
          value={value}
          onChange={(event) => {
            onType(event.currentTarget.value);
            combobox.resetSelectedOption();
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (
              event.key === 'Enter' &&
              !event.nativeEvent.isComposing &&
              !(open && combobox.getSelectedOptionIndex() !== -1)
            ) {
              combobox.closeDropdown();
              onSearch();
            }
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <VisuallyHidden role="status">
        {open ? `${plural(options.length, 'suggestion')}, choose by arrow keys` : ''}
      </VisuallyHidden>
      <Combobox.Dropdown hidden={!open}>
        <Combobox.Options mah={360} style={{ overflowY: 'auto' }} aria-label="Suggestions">
          {groups.map(({ heading, items }) => (
            <Combobox.Group key={heading} label={heading}>
              {items.map((item) => (
                <Combobox.Option
                  key={`${item.kind} ${item.id ?? item.slug ?? item.text}`}
                  value={String(options.indexOf(item))}
                >
                  {item.text}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
