import { ActionIcon, Group, NumberInput, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { hours, plural } from '@/lib/format';
import {
  moved,
  startsOf,
  totalMinutes,
  withMinutes,
  without,
  type PlannedQuestion,
} from './agenda';
import classes from './agenda-editor.module.css';

export interface AgendaEditorProps {
  agenda: readonly PlannedQuestion[];
  onChange: (agenda: PlannedQuestion[]) => void;
}

/** The questions in their order: dragged, or moved by their buttons or Alt and an arrow key. */
export function AgendaEditor({ agenda, onChange }: AgendaEditorProps) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const starts = startsOf(agenda);

  const move = (from: number, to: number, focus?: 'up' | 'down') => {
    const title = agenda[from]?.title;
    if (to < 0 || to >= agenda.length || from === to || title === undefined) {
      return;
    }
    onChange(moved(agenda, from, to));
    setSaid(`${title} is now number ${to + 1} of ${agenda.length}.`);
    if (focus) {
      requestAnimationFrame(() =>
        list.current?.children[to]?.querySelector<HTMLElement>(`[data-move=${focus}]`)?.focus(),
      );
    }
  };
  const press = (event: KeyboardEvent, index: number) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const by = event.key === 'ArrowUp' ? -1 : 1;
      move(index, index + by, by < 0 ? 'up' : 'down');
    }
  };
  return (
    <div>
      {agenda.length === 0 ? (
        <Text c="dimmed" className={classes.empty}>
          Nothing on the agenda yet. Add questions from a loop, a collection, a set drawn at random,
          or one by one.
        </Text>
      ) : (
        <ol className={classes.agenda} ref={list} data-testid="agenda">
          {agenda.map((question, index) => (
            <li
              key={question.questionId}
              className={classes.question}
              data-dragged={dragged === index || undefined}
              data-over={
                over === index && dragged !== null && dragged !== index
                  ? dragged < index
                    ? 'below'
                    : 'above'
                  : undefined
              }
              onDragOver={(event) => {
                if (dragged !== null) {
                  event.preventDefault();
                  setOver(index);
                }
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) {
                  move(dragged, index);
                }
              }}
              onKeyDown={(event) => press(event, index)}
            >
              <span
                className={classes.grip}
                draggable
                aria-hidden
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', question.title);
                  const row = event.currentTarget.closest('li');
                  if (row) {
                    event.dataTransfer.setDragImage(row, 20, 20);
                  }
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
              >
                <IconGripVertical size={18} />
              </span>
              <div className={classes.what}>
                <Text fw={600}>{question.title}</Text>
                <Text size="sm" c="dimmed">
                  {[`from minute ${starts[index]}`, question.facts].filter(Boolean).join(' · ')}
                </Text>
              </div>
              <NumberInput
                aria-label={`Minutes for ${question.title}`}
                suffix=" min"
                min={1}
                max={240}
                size="sm"
                w={104}
                value={question.minutes}
                onChange={(value) =>
                  typeof value === 'number' &&
                  onChange(withMinutes(agenda, question.questionId, value))
                }
              />
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${question.title} up`}
                  disabled={index === 0}
                  data-move="up"
                  onClick={() => move(index, index - 1, 'up')}
                >
                  <IconArrowUp size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${question.title} down`}
                  disabled={index === agenda.length - 1}
                  data-move="down"
                  onClick={() => move(index, index + 1, 'down')}
                >
                  <IconArrowDown size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={`Take ${question.title} off the agenda`}
                  onClick={() => {
                    onChange(without(agenda, question.questionId));
                    setSaid(`${question.title} is off the agenda.`);
                  }}
                >
                  <IconX size={17} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ol>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {agenda.length > 0 && (
        <Text size="sm" mt="sm" ta="end" data-testid="agenda-total">
          {plural(agenda.length, 'question')}, <b>{hours(totalMinutes(agenda))}</b> in all
        </Text>
      )}
    </div>
  );
}
