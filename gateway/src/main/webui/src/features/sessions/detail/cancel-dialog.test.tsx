// @vitest-environment jsdom
import { useDisclosure } from '@mantine/hooks';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { CancelDialog } from './cancel-dialog';

function Page() {
  const [opened, cancel] = useDisclosure(false);
  return (
    <>
      <button onClick={cancel.open}>Cancel it</button>
      <CancelDialog
        opened={opened}
        session={{ id: 's1', peer: false }}
        send={() => Promise.resolve()}
        onClose={cancel.close}
        onCancelled={() => undefined}
      />
    </>
  );
}

beforeEach(fitForMantine);

describe('the dialog that cancels a session', () => {
  it('gives the focus back to what opened it, and begins anew', async () => {
    render(<Page />, { wrapper: Framed });
    const opener = screen.getByRole('button', { name: 'Cancel it' });
    opener.focus();
    fireEvent.click(opener);
    fireEvent.change(screen.getByTestId('cancel-reason'), { target: { value: 'ill' } });

    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));

    await waitFor(() => expect(document.activeElement).toBe(opener));
    fireEvent.click(opener);
    expect(screen.getByTestId<HTMLTextAreaElement>('cancel-reason').value).toBe('');
  });
});
