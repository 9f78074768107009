import { ActionIcon, Button, Group, Menu, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import {
  memo,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { Change, Keyed } from '@/features/curation/content/content';
import { inserted, moved, removed } from '@/features/curation/content/list-edits';
import classes from './editor.module.css';
import { fieldId } from './findings';

export interface ItemFieldsProps<T> {
  item: T;
  index: number;
  change: Change<T>;
  /** The list as a whole, for what depends on the others. */
  changeAll: Change<T[]>;
  pointer: string;
}

export interface ItemListProps<T extends Keyed> {
  items: readonly T[];
  change: Change<T[]>;
  /** What one of them is called: `criterion`. */
  noun: string;
  /** What this one is called. */
  name: (item: T, index: number) => string;
  make: () => T;
  copy: (item: T, all: readonly T[]) => T;
  max: number;
  /** What one of them is written in. */
  Fields: ComponentType<ItemFieldsProps<T>>;
  /** Where the list lies in the content; its items get ids to jump to. */
  pointer: string;
  /** One line each: actions in a menu, Enter adds the next, Backspace in an empty one removes it. */
  lines?: boolean;
  isEmpty?: (item: T) => boolean;
}

interface Gone<T> {
  item: T;
  at: number;
}

const firstField = 'input:not([type="hidden"]), textarea';

/**
 * A list that is written, put in order, duplicated and thinned by keyboard or mouse. Alt with the arrows moves the
 * item that has the focus, with Shift it duplicates it; what was removed can be had back.
 */
export function ItemList<T extends Keyed>(props: ItemListProps<T>) {
  const { items, change, noun, name, make, copy, max, Fields, pointer, lines, isEmpty } = props;
  const list = useRef<HTMLUListElement>(null);
  const afterwards = useRef<(() => void) | null>(null);
  const [gone, setGone] = useState<Gone<T>[]>([]);
  const [said, say] = useState('');
  const full = items.length >= max;

  useLayoutEffect(() => {
    afterwards.current?.();
    afterwards.current = null;
  });

  const focusOn = (key: string, end = false) => {
    afterwards.current = () => {
      const field = list.current
        ?.querySelector(`:scope > [data-key="${key}"]`)
        ?.querySelector<HTMLInputElement | HTMLTextAreaElement>(firstField);
      field?.focus();
      if (end) {
        field?.setSelectionRange(field.value.length, field.value.length);
      }
    };
  };
  const add = (at: number, item: T) => {
    focusOn(item.key);
    change((before) => inserted(before, at, item));
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) {
      return;
    }
    // A moved element loses the focus: whoever moves twice must not have to look for it.
    const held = document.activeElement;
    afterwards.current = () => {
      if (held instanceof HTMLElement && document.activeElement !== held) {
        held.focus();
      }
    };
    say(`Moved to place ${to + 1} of ${items.length}`);
    change((before) => moved(before, from, to));
  };
  const duplicate = (at: number) => {
    const item = items[at];
    if (item && !full) {
      say(`Duplicated as ${noun} ${at + 2}`);
      add(at + 1, copy(item, items));
    }
  };
  const remove = (at: number) => {
    const item = items[at];
    if (!item) {
      return;
    }
    setGone([...gone, { item, at }]);
    afterwards.current = () =>
      list.current?.querySelector<HTMLElement>(':scope > [data-undo] button')?.focus();
    change((before) => removed(before, at));
  };
  const last = gone.at(-1);
  const undo = () => {
    if (last) {
      setGone(gone.slice(0, -1));
      add(Math.min(last.at, items.length), last.item);
    }
  };

  const press = (event: KeyboardEvent, index: number, item: T) => {
    const { altKey, shiftKey, key } = event;
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation(); // a list around this one must not move, too
      if (shiftKey) {
        duplicate(index);
      } else {
        move(index, key === 'ArrowUp' ? index - 1 : index + 1);
      }
      return;
    }
    const writing = event.target instanceof HTMLTextAreaElement;
    if (!lines || !writing || event.nativeEvent.isComposing) {
      return;
    }
    if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      if (!full) {
        add(index + 1, make());
      }
    } else if (key === 'Backspace' && isEmpty?.(item) && items.length > 1) {
      event.preventDefault();
      const next = index > 0 ? items[index - 1] : items[index + 1];
      if (next) {
        focusOn(next.key, true);
      }
      change((before) => removed(before, index));
    }
  };

  const undoRow = last && (
    <li key="undo" data-undo className={classes.gone}>
      <Text size="sm" role="status">
        Removed: {name(last.item, last.at)}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="light" onClick={undo}>
          Undo
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setGone([])}>
          Fine
        </Button>
      </Group>
    </li>
  );
  const undoAt = last ? Math.min(last.at, items.length) : -1;
  const Actions = lines ? LineMenu : Toolbar;

  return (
    <div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <ul className={classes.items} ref={list} data-lines={lines || undefined}>
        {items.flatMap((item, index) => [
          index === undoAt && undoRow,
          <li
            key={item.key}
            data-key={item.key}
            id={lines ? undefined : fieldId(`${pointer}/${index}`)}
            tabIndex={lines ? undefined : -1}
            className={lines ? classes.line : classes.card}
            onKeyDown={(event) => press(event, index, item)}
          >
            <ItemBody Fields={Fields} item={item} index={index} change={change} pointer={pointer} />
            <Actions
              what={`${noun} ${index + 1}`}
              index={index}
              count={items.length}
              full={full}
              onMove={(to) => move(index, to)}
              onDuplicate={() => duplicate(index)}
              onRemove={() => remove(index)}
            />
          </li>,
        ])}
        {undoAt === items.length && undoRow}
      </ul>
      <Button
        mt="xs"
        size={lines ? 'compact-sm' : 'sm'}
        variant={lines ? 'subtle' : 'default'}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => add(items.length, make())}
        disabled={full}
      >
        {full ? `No more than ${max}` : `Add ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`}
      </Button>
    </div>
  );
}

interface ItemBodyProps<T extends Keyed> {
  Fields: ComponentType<ItemFieldsProps<T>>;
  item: T;
  index: number;
  change: Change<T[]>;
  pointer: string;
}

/** The fields of one item, drawn anew only when it is another item or in another place. */
const ItemBody = memo(function ItemBody<T extends Keyed>({
  Fields,
  item,
  index,
  change,
  pointer,
}: ItemBodyProps<T>) {
  const { key } = item;
  const changeItem = useCallback<Change<T>>(
    (step) => change((all) => all.map((each) => (each.key === key ? step(each) : each))),
    [change, key],
  );
  return (
    <div className={classes.body}>
      <Fields
        item={item}
        index={index}
        change={changeItem}
        changeAll={change}
        pointer={`${pointer}/${index}`}
      />
    </div>
  );
}) as <T extends Keyed>(props: ItemBodyProps<T>) => ReactNode;

interface ActionsProps {
  what: string;
  index: number;
  count: number;
  full: boolean;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

function Toolbar({ what, index, count, full, onMove, onDuplicate, onRemove }: ActionsProps) {
  return (
    <div className={classes.toolbar} role="group" aria-label={`Actions on ${what}`}>
      <Action
        label={`Move ${what} up`}
        keys="Alt ↑"
        off={index === 0}
        onClick={() => onMove(index - 1)}
        icon={<IconArrowUp size={17} />}
      />
      <Action
        label={`Move ${what} down`}
        keys="Alt ↓"
        off={index === count - 1}
        onClick={() => onMove(index + 1)}
        icon={<IconArrowDown size={17} />}
      />
      <Action
        label={`Duplicate ${what}`}
        keys="Alt Shift ↓"
        off={full}
        onClick={onDuplicate}
        icon={<IconCopy size={17} />}
      />
      <Action
        label={`Remove ${what}`}
        off={false}
        onClick={onRemove}
        icon={<IconTrash size={17} />}
      />
    </div>
  );
}

interface ActionProps {
  label: string;
  keys?: string;
  off: boolean;
  onClick: () => void;
  icon: ReactNode;
}

/** An action that stays reachable by keyboard where it can do nothing: the focus must not vanish under a finger. */
function Action({ label, keys, off, onClick, icon }: ActionProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        aria-disabled={off || undefined}
        data-disabled={off || undefined}
        onClick={off ? undefined : onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function LineMenu({ what, index, count, full, onMove, onDuplicate, onRemove }: ActionsProps) {
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions on ${what}`} mt={4}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={index === 0}
          leftSection={<IconArrowUp size={16} aria-hidden />}
          onClick={() => onMove(index - 1)}
        >
          Move up (Alt ↑)
        </Menu.Item>
        <Menu.Item
          disabled={index === count - 1}
          leftSection={<IconArrowDown size={16} aria-hidden />}
          onClick={() => onMove(index + 1)}
        >
          Move down (Alt ↓)
        </Menu.Item>
        <Menu.Item
          disabled={full}
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={onDuplicate}
        >
          Duplicate (Alt Shift ↓)
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
