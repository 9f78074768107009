// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DownloadData } from './download-data';

const saveFile = vi.hoisted(() => vi.fn());
vi.mock('@/lib/save-file', () => ({ saveFile }));

function press() {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DownloadData />
      </QueryClientProvider>
    </MantineProvider>,
  );
  fireEvent.click(screen.getByTestId('download-data'));
}

describe('a copy of one’s own data', () => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.clearAllMocks();
    vi.unstubAllGlobals();
  });

  it('is saved when all of it is there', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('zip')));
    press();
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(saveFile).toHaveBeenCalledWith(
      expect.stringMatching(/^greenroom-data-\d{4}-\d\d-\d\d\.zip$/),
      expect.anything(),
    );
  });

  it('is not saved when it breaks off', async () => {
    const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('gone')) });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(broken)));
    press();
    expect((await screen.findByRole('alert')).textContent).toContain('No copy was made');
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('says why it is refused', async () => {
    const detail = 'You had a copy of your data made several times just now.';
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        Response.json({ title: 'Too many requests', status: 429, detail }, { status: 429 }),
      ),
    );
    press();
    expect((await screen.findByRole('alert')).textContent).toContain(detail);
  });
});
