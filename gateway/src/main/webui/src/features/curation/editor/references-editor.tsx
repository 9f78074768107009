import { memo } from 'react';
import {
  emptyReference,
  newKey,
  type Change,
  type ReferenceSheet,
} from '@/features/curation/content/content';
import classes from './editor.module.css';
import { GroupFindings } from './field-findings';
import { ItemList, type ItemFieldsProps } from './item-list';
import { TextField } from './text-field';

export interface ReferencesEditorProps {
  references: ReferenceSheet[];
  change: Change<ReferenceSheet[]>;
}

const copied = (reference: ReferenceSheet): ReferenceSheet => ({ ...reference, key: newKey() });

/** Papers and documentation that settle the question. */
export const ReferencesEditor = memo(function ReferencesEditor({
  references,
  change,
}: ReferencesEditorProps) {
  return (
    <>
      <GroupFindings pointer="/references" />
      <ItemList
        items={references}
        change={change}
        noun="reference"
        name={({ title, url }, index) => title || url || `reference ${index + 1}`}
        make={emptyReference}
        copy={copied}
        max={8}
        pointer="/references"
        Fields={ReferenceFields}
      />
    </>
  );
});

function ReferenceFields({ item, index, change, pointer }: ItemFieldsProps<ReferenceSheet>) {
  return (
    <div className={classes.pair} role="group" aria-label={`Reference ${index + 1}`}>
      <TextField
        pointer={`${pointer}/title`}
        label="Title"
        text={item.title}
        onText={(title) => change((before) => ({ ...before, title }))}
      />
      <TextField
        pointer={`${pointer}/url`}
        label="Address"
        placeholder="https://"
        type="url"
        text={item.url}
        onText={(url) => change((before) => ({ ...before, url }))}
      />
    </div>
  );
}
