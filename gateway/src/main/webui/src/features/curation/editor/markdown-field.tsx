import { Group, Switch, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Markdown } from '@/components/markdown';
import classes from './editor.module.css';
import { useField } from './field-findings';

export interface MarkdownFieldProps {
  label: string;
  hint: string;
  pointer: string;
  text: string;
  onChange: (text: string) => void;
}

/** A text in Markdown and, beside it, how it will look. The text never leaves the page: findings lead into it. */
export function MarkdownField({ label, hint, pointer, text, onChange }: MarkdownFieldProps) {
  const field = useField(pointer, hint);
  const [previewed, preview] = useDisclosure(false);
  return (
    <div className={classes.markdown} data-previewed={previewed || undefined}>
      <Textarea
        {...field}
        label={label}
        autosize
        minRows={6}
        maxRows={28}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        classNames={{ input: classes.source }}
      />
      <Group justify="flex-end" className={classes.markdownSwitch}>
        <Switch
          size="xs"
          label="Preview"
          aria-label={`Preview of ${label}`}
          checked={previewed}
          onChange={preview.toggle}
        />
      </Group>
      {previewed && (
        <div
          role="region"
          tabIndex={0}
          aria-label={`${label}, preview`}
          className={classes.preview}
        >
          {text.trim() === '' ? (
            <Text c="dimmed" size="sm">
              Nothing written yet.
            </Text>
          ) : (
            <Markdown>{text}</Markdown>
          )}
        </div>
      )}
    </div>
  );
}
