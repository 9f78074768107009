// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OwnDataPage } from './own-data-page';

const deleteOwnData = vi.hoisted(() => vi.fn(() => Promise.resolve()));
const signOut = vi.hoisted(() => vi.fn());
vi.mock('./api/delete-own-data', () => ({ deleteOwnData }));
vi.mock('@/lib/sign-out', () => ({ signOut }));

function show() {
  const queries = new QueryClient();
  queries.setQueryData(['me'], {
    id: 'c1',
    username: 'casey',
    name: 'Casey',
    email: 'casey@greenroom.example',
    roles: ['candidate'],
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <MemoryRouter>
          <OwnDataPage />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const press = () => fireEvent.click(screen.getByTestId('delete-data'));
const type = (word: string) =>
  fireEvent.change(screen.getByRole('textbox'), { target: { value: word } });

describe('deleting one’s own data', () => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
  });

  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
    vi.clearAllMocks();
  });

  it('deletes nothing without the word', () => {
    show();
    type('yes');
    press();
    expect(deleteOwnData).not.toHaveBeenCalled();
    expect(screen.getByText(/Type the word/)).toBeTruthy();
  });

  it('deletes, forgets what is kept on the device, and signs out', async () => {
    localStorage.setItem('greenroom.answer.a1', 'text');
    localStorage.setItem('greenroom.color-scheme', 'dark');
    sessionStorage.setItem('greenroom.room.s1.c1', '{}');
    show();
    type(' Delete ');
    press();
    await waitFor(() => expect(signOut).toHaveBeenCalledOnce());
    expect(deleteOwnData).toHaveBeenCalledOnce();
    expect(localStorage.getItem('greenroom.answer.a1')).toBeNull();
    expect(localStorage.getItem('greenroom.color-scheme')).toBe('dark');
    expect(sessionStorage.getItem('greenroom.room.s1.c1')).toBeNull();
  });

  it('stays, and says that nothing was deleted, when it is refused', async () => {
    deleteOwnData.mockRejectedValueOnce(new Error('Greenroom cannot be reached right now.'));
    localStorage.setItem('greenroom.answer.a1', 'text');
    show();
    type('delete');
    press();
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was deleted');
    expect(signOut).not.toHaveBeenCalled();
    expect(localStorage.getItem('greenroom.answer.a1')).toBe('text');
  });
});
