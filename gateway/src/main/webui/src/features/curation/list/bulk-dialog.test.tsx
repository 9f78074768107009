// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import {
  focusManager,
  onlineManager,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { BulkRequest, BulkResult } from '@/lib/api/types';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import { BulkDialog } from './bulk-dialog';

const { runBulk } = vi.hoisted(() => ({ runBulk: vi.fn() }));
vi.mock('@/features/curation/api/run-bulk', () => ({ runBulk }));

const item = (questionId: string, over: Partial<BulkResult['items'][number]>) => ({
  questionId,
  title: `About ${questionId}`,
  outcome: 'would-change' as const,
  ...over,
});

beforeAll(fitForMantine);
afterEach(() => {
  focusManager.setFocused(undefined);
  vi.clearAllMocks();
});

function open(request: BulkRequest, ...items: BulkResult['items']) {
  runBulk.mockImplementation((body: BulkRequest, dryRun: boolean) =>
    Promise.resolve({
      action: body.action,
      items: dryRun ? items : items.map((each) => ({ ...each, outcome: 'changed' as const })),
      ...(!dryRun && { id: 'done' }),
    }),
  );
  const queries: { client?: QueryClient } = {};
  function Dialog() {
    queries.client = useQueryClient();
    return <BulkDialog request={request} title="Approve and publish" onClose={() => undefined} />;
  }
  render(
    <Framed>
      <Dialog />
    </Framed>,
  );
  return queries.client as QueryClient;
}

it('approves what was looked at, in the revision that was looked at', async () => {
  const request: BulkRequest = { action: 'approve-and-publish', questionIds: ['one', 'own'] };
  open(
    request,
    item('one', { before: 'not offered', after: 'version 1', revision: 3 }),
    item('own', { outcome: 'refused', why: 'You have worked on this draft.' }),
  );
  expect((await screen.findByTestId('bulk-summary')).textContent).toContain(
    '1 question will change, 1 refused',
  );
  expect(screen.getByText('You have worked on this draft.')).toBeTruthy();
  expect(screen.getByText(/read it first/)).toBeTruthy();
  const title = screen.getByRole('link', { name: 'About one (in a new tab)' });
  expect(title.getAttribute('href')).toBe('/admin/questions/one');
  fireEvent.click(screen.getByTestId('bulk-apply'));
  await screen.findByTestId('bulk-undo');
  expect(runBulk).toHaveBeenLastCalledWith({ ...request, seen: { one: 3 } }, false);
  expect(screen.queryByText(/read it first/)).toBeNull();
});

it('approves nothing that came after what was looked at', async () => {
  const request: BulkRequest = { action: 'approve-and-publish', questionIds: ['one'] };
  const queries = open(request, item('one', { after: 'version 1', revision: 3 }));
  await screen.findByTestId('bulk-summary');
  runBulk.mockClear();
  // It is edited meanwhile, and the window, the network and other pages ask for what is new.
  runBulk.mockImplementation((body: BulkRequest, dryRun: boolean) =>
    Promise.resolve({
      action: body.action,
      items: [
        dryRun
          ? item('one', { after: 'version 1', revision: 4 })
          : item('one', { outcome: 'refused', why: 'It was edited since it was looked at.' }),
      ],
      ...(!dryRun && { id: 'done' }),
    }),
  );
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  onlineManager.setOnline(false);
  onlineManager.setOnline(true);
  await queries.invalidateQueries();
  expect(runBulk).not.toHaveBeenCalled();
  fireEvent.click(screen.getByTestId('bulk-apply'));
  expect(await screen.findByText('It was edited since it was looked at.')).toBeTruthy();
  expect(runBulk).toHaveBeenCalledExactlyOnceWith({ ...request, seen: { one: 3 } }, false);
});

it('sends another action as it was asked for', async () => {
  const request: BulkRequest = { action: 'publish', questionIds: ['one'] };
  open(request, item('one', { after: 'version 1' }));
  await screen.findByTestId('bulk-summary');
  expect(screen.queryByText(/read it first/)).toBeNull();
  fireEvent.click(screen.getByTestId('bulk-apply'));
  await screen.findByTestId('bulk-undo');
  expect(runBulk).toHaveBeenLastCalledWith(request, false);
});
