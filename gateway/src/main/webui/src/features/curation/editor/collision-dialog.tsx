import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { plural } from '@/lib/format';
import {
  differences,
  merged,
  type Difference,
  type Side,
} from '@/features/curation/content/comparison';
import type { Draft } from '@/features/curation/content/content';
import { wordChanges } from '@/features/curation/content/words';
import { Words } from '@/features/curation/history/words-view';
import classes from './collision.module.css';

export interface CollisionDialogProps {
  title: string;
  explanation: string;
  before: Draft;
  mine: Draft;
  theirs: Draft;
  /** What the two sides are called. */
  names: { mine: string; theirs: string };
  onChoose: (draft: Draft) => void;
}

/**
 * Two drafts of one question, field by field. What only one side changed is taken from that side; where both did,
 * somebody has to say which. It closes only by a choice: nothing is replaced unasked.
 */
export function CollisionDialog({
  title,
  explanation,
  before,
  mine,
  theirs,
  names,
  onChoose,
}: CollisionDialogProps) {
  const found = useMemo(() => differences(before, mine, theirs), [before, mine, theirs]);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const all = useMemo(
    () =>
      new Map<string, Side>([
        ...found.flatMap(({ path, changedBy }): [string, Side][] =>
          changedBy === 'theirs' ? [[path, 'theirs']] : [],
        ),
        ...choices,
      ]),
    [found, choices],
  );
  const open = found.filter(({ path, changedBy }) => changedBy === 'both' && !choices.has(path));
  const choose = (path: string, side: Side) => setChoices(new Map([...choices, [path, side]]));
  const sorted = [...found].sort((a, b) => rank(a) - rank(b));
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={title}
      size={960}
    >
      <Text mb="md">{explanation}</Text>
      <Stack gap="lg" data-testid="collision">
        {sorted.map((difference) => (
          <DifferenceRow
            key={difference.path}
            difference={difference}
            names={names}
            choice={
              all.get(difference.path) ?? (difference.changedBy === 'both' ? undefined : 'mine')
            }
            onChoose={(side) => choose(difference.path, side)}
          />
        ))}
      </Stack>
      <div className={classes.foot}>
        <Text size="sm" c={open.length > 0 ? 'var(--gr-tone-1-strong)' : 'dimmed'} role="status">
          {open.length > 0
            ? `${plural(open.length, 'field')} both of you changed: choose.`
            : 'Every field is decided.'}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => onChoose(mine)}>
            All of {names.mine.toLowerCase()}
          </Button>
          <Button variant="default" onClick={() => onChoose(theirs)}>
            All of {names.theirs.toLowerCase()}
          </Button>
          <Button
            disabled={open.length > 0}
            onClick={() => onChoose(merged(mine, theirs, all))}
            data-testid="take-choices"
          >
            Go on with this
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

const rank = ({ changedBy }: Difference): number => ['both', 'theirs', 'mine'].indexOf(changedBy);

interface DifferenceRowProps {
  difference: Difference;
  names: { mine: string; theirs: string };
  choice: Side | undefined;
  onChoose: (side: Side) => void;
}

function DifferenceRow({ difference, names, choice, onChoose }: DifferenceRowProps) {
  const { label, before, mine, theirs, changedBy } = difference;
  return (
    <Radio.Group
      label={label}
      description={
        {
          both: 'Changed on both sides.',
          mine: 'Changed only here.',
          theirs: 'Changed only there.',
        }[changedBy]
      }
      value={choice ?? null}
      onChange={(value) => onChoose(value === 'theirs' ? 'theirs' : 'mine')}
    >
      <div className={classes.sides}>
        {(
          [
            ['mine', mine],
            ['theirs', theirs],
          ] as const
        ).map(([side, text]) => (
          <div key={side} className={classes.side} data-chosen={choice === side || undefined}>
            <Radio value={side} label={names[side]} mb={6} />
            <div
              className={classes.text}
              tabIndex={0}
              role="group"
              aria-label={`${label}: ${names[side]}`}
            >
              {text === '' ? (
                <Text size="sm" c="dimmed">
                  (empty)
                </Text>
              ) : (
                <Words words={wordChanges(before, text)} side="after" />
              )}
            </div>
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}
