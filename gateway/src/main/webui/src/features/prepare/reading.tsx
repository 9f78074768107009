import { Anchor, Text } from '@mantine/core';
import classes from './reading.module.css';

export interface ReadingProps {
  items: readonly { title: string; url: string; why?: string }[];
}

/** Papers and pages, each with why it is worth the time. */
export function Reading({ items }: ReadingProps) {
  return (
    <ul className={classes.list}>
      {items.map(({ title, url, why }) => (
        <li key={url}>
          <Anchor href={url} target="_blank" rel="noreferrer noopener" fw={600} underline="always">
            {title}
          </Anchor>{' '}
          <Text span size="xs" c="dimmed">
            {host(url)}
          </Text>
          {why && (
            <Text size="sm" c="dimmed">
              {why}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function host(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
}
