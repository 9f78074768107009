import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFileCheck, IconFilePlus } from '@tabler/icons-react';
import { isReviewer, useMe } from '@/lib/me';
import { sheet } from '@/lib/sheet';
import { useStore } from '@/lib/store';

export interface SheetToggleProps {
  question: { id: string; title: string };
}

/** Puts a question on the interviewer's sheet, or takes it off. */
export function SheetToggle({ question }: SheetToggleProps) {
  const me = useMe();
  const on = useStore(sheet.picked).includes(question.id);
  if (!isReviewer(me)) {
    return null;
  }
  return (
    <Tooltip label={on ? 'On your sheet: take it off' : 'Put it on your sheet'}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c={on ? 'var(--mantine-color-anchor)' : 'dimmed'}
        size="lg"
        aria-pressed={on}
        aria-label={`“${question.title}” on the sheet`}
        onClick={() => sheet.toggle(question.id)}
        data-testid="on-sheet"
      >
        {on ? <IconFileCheck size={20} /> : <IconFilePlus size={20} />}
      </ActionIcon>
    </Tooltip>
  );
}
