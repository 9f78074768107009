import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { isReviewer, useMe } from '@/lib/me';
import { sheet } from '@/lib/sheet';

export interface SheetOfProps {
  questions: readonly { id: string }[];
}

/** For those who lead interviews: these questions on paper. */
export function SheetOf({ questions }: SheetOfProps) {
  const navigate = useNavigate();
  if (!isReviewer(useMe()) || questions.length === 0) {
    return null;
  }
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden />}
      onClick={() => {
        sheet.put(questions.map(({ id }) => id));
        void navigate('/sheets');
      }}
      data-testid="sheet-of"
    >
      Sheets to print
    </Button>
  );
}
