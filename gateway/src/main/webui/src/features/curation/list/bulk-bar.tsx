import { Autocomplete, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { BulkRequest } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { BulkDialog } from './bulk-dialog';
import { asQuery, type CuratedFilter } from './curated-filter';
import classes from './questions-page.module.css';

export type Chosen =
  | { kind: 'questions'; ids: string[] }
  /** All that fit, on every page. */
  | { kind: 'filter'; filter: CuratedFilter; count: number };

type Action = BulkRequest['action'];

const actions: Record<Action, { label: string; value: string; needed: boolean }> = {
  tag: { label: 'Add a topic', value: 'Topic', needed: true },
  untag: { label: 'Take a topic away', value: 'Topic', needed: true },
  publish: { label: 'Publish', value: 'Note for the history', needed: false },
  'approve-and-publish': {
    label: 'Approve and publish',
    value: 'Note for the history',
    needed: false,
  },
  retire: { label: 'Retire', value: 'Why', needed: true },
  move: { label: 'Move to another pack', value: 'Pack', needed: true },
};

export interface BulkBarProps {
  chosen: Chosen;
  topics: readonly string[];
  packs: readonly string[];
  more: ReactNode;
  onClear: () => void;
}

/** What can be done with what is chosen. Nothing happens before it was looked at. */
export function BulkBar({ chosen, topics, packs, more, onClear }: BulkBarProps) {
  const [action, setAction] = useState<Action>('tag');
  const [value, setValue] = useState('');
  const [asked, setAsked] = useState<BulkRequest | null>(null);
  const { value: label, needed } = actions[action];
  const count = chosen.kind === 'filter' ? chosen.count : chosen.ids.length;
  const suggestions = action === 'move' ? packs : action.endsWith('tag') ? topics : null;
  const preview = () =>
    setAsked({
      action,
      ...(value.trim() !== '' && { value: value.trim() }),
      ...(chosen.kind === 'filter'
        ? { filter: asQuery(chosen.filter) }
        : { questionIds: chosen.ids }),
    });
  return (
    <form
      className={classes.bulk}
      aria-label="What to do with the chosen questions"
      onSubmit={(event) => {
        event.preventDefault();
        preview();
      }}
    >
      <Text size="sm" fw={600} role="status">
        {plural(count, 'question')} chosen
      </Text>
      {more}
      <NativeSelect
        aria-label="Action"
        data={Object.entries(actions).map(([each, { label }]) => ({ value: each, label }))}
        value={action}
        onChange={(event) => {
          setAction(event.currentTarget.value as Action);
          setValue('');
        }}
      />
      {suggestions ? (
        <Autocomplete
          aria-label={label}
          placeholder={label}
          data={[...suggestions]}
          limit={12}
          value={value}
          onChange={setValue}
        />
      ) : (
        <TextInput
          aria-label={label}
          placeholder={needed ? label : `${label} (optional)`}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <Button type="submit" disabled={needed && value.trim() === ''} data-testid="bulk-preview">
        Preview
      </Button>
      <Button variant="subtle" color="gray" onClick={onClear}>
        Choose none
      </Button>
      {asked && (
        <BulkDialog
          request={asked}
          title={actions[asked.action].label}
          onClose={(applied) => {
            setAsked(null);
            if (applied) {
              onClear();
            }
          }}
        />
      )}
    </form>
  );
}
