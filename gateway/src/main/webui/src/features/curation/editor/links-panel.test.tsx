// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { LinkedQuestion } from '@/lib/api/types';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import { LinksPanel } from './links-panel';

const { service } = vi.hoisted(() => ({ service: { links: [] as LinkedQuestion[] } }));

vi.mock('@/features/curation/api/list-links', () => ({
  linksQuery: (id: string) => ({
    queryKey: ['curation', 'question', id, 'links'],
    queryFn: () => Promise.resolve([...service.links]),
  }),
}));
vi.mock('@/features/curation/api/unlink-questions', () => ({
  unlinkQuestions: (id: string, other: string) => {
    service.links = service.links.filter((link) => link.id !== other);
    return Promise.resolve(id);
  },
}));
const { linkQuestions } = vi.hoisted(() => ({ linkQuestions: vi.fn() }));
vi.mock('@/features/curation/api/link-questions', () => ({ linkQuestions }));

const link = (id: string, over: Partial<LinkedQuestion>): LinkedQuestion => ({
  id,
  slug: id,
  title: `About ${id}`,
  state: 'published',
  kind: 'related',
  direction: 'to',
  linkedBy: 'ada',
  linkedAt: '2026-11-02T10:00:00Z',
  ...over,
});

beforeAll(fitForMantine);
beforeEach(() => {
  linkQuestions.mockImplementation((id: string, other: string, kind: LinkedQuestion['kind']) => {
    service.links = [link(id === 'this' ? other : id, { kind }), ...service.links];
    return Promise.resolve();
  });
});
afterEach(() => {
  vi.clearAllMocks();
});

function open(...links: LinkedQuestion[]) {
  service.links = links;
  render(
    <Framed>
      <LinksPanel questionId="this" />
    </Framed>,
  );
}

it('says what each is to this one', async () => {
  open(
    link('near', {}),
    link('older', { kind: 'duplicate-of' }),
    link('copy', { kind: 'duplicate-of', direction: 'from', state: 'retired' }),
  );
  const rows = (await screen.findAllByTestId('link')).map(({ textContent }) => textContent);
  expect(rows[0]).toContain('Related');
  expect(rows[1]).toContain('that one is to be kept');
  expect(rows[2]).toContain('this one is to be kept');
  expect(rows[2]).toContain('Retired');
});

it('takes a link away and puts it back as it was, the other way round', async () => {
  open(link('copy', { kind: 'duplicate-of', direction: 'from' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Unlink “About copy”' }));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  expect(screen.queryByTestId('link')).toBeNull();
  expect(document.activeElement).toBe(undo);
  fireEvent.click(undo);
  expect(await screen.findByTestId('link')).toBeTruthy();
  expect(linkQuestions).toHaveBeenCalledWith('copy', 'this', 'duplicate-of');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});
