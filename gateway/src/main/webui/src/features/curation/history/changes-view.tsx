import { Stack, Text, Title } from '@mantine/core';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { Change } from '@/lib/api/types';
import { wordChanges } from '@/features/curation/content/words';
import classes from './diff.module.css';
import { Words } from './words-view';

const kinds: Record<Change['kind'], { label: string; tone: BadgeTone }> = {
  added: { label: 'Added', tone: 'good' },
  removed: { label: 'Removed', tone: 'bad' },
  changed: { label: 'Changed', tone: 'busy' },
  moved: { label: 'Moved', tone: 'plain' },
};

export interface ChangesViewProps {
  changes: readonly Change[];
  /** What the two sides are called. */
  names: { before: string; after: string };
  /** Of the heading of each change. */
  order?: 2 | 3;
}

/** What changed, side by side; one under the other on a narrow screen. */
export function ChangesView({ changes, names, order = 2 }: ChangesViewProps) {
  return (
    <Stack gap="md">
      {changes.map((change, index) => {
        const kind = kinds[change.kind];
        const before = plain(change.before);
        const after = plain(change.after);
        const words = change.words ?? wordChanges(before, after);
        return (
          <section
            key={`${change.pointer} ${index}`}
            className={classes.change}
            aria-label={change.label}
            data-testid="change"
          >
            <div className={classes.head}>
              <Title order={order} size="h5">
                {change.label}
              </Title>
              <ToneBadge tone={kind.tone}>{kind.label}</ToneBadge>
            </div>
            <div className={classes.sides}>
              {(['before', 'after'] as const).map((side) => (
                <div key={side} className={classes.side}>
                  <Text size="xs" c="dimmed" mb={4}>
                    {names[side]}
                  </Text>
                  {(side === 'before' ? before : after) === '' ? (
                    <Text size="sm" c="dimmed">
                      Nothing
                    </Text>
                  ) : (
                    <Words words={words} side={side} />
                  )}
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </Stack>
  );
}

/** A value of any shape as lines that people read. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(plain).join('\n');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => {
        const text = plain(each);
        return text.includes('\n') ? `${name}:\n${text}` : `${name}: ${text}`;
      })
      .join('\n');
  }
  return String(value);
}
