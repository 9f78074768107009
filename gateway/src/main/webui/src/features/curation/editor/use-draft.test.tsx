// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import type { CuratedQuestion } from '@/lib/api/types';
import { draftAnswer } from '@/features/curation/api/draft-transport';
import { useDraft } from './use-draft';

// The client takes the browser's fetch when it is loaded, which is before any test runs.
const network = vi.hoisted(() => {
  const network: { answer: (request: Request) => Promise<Response> } = {
    answer: () => Promise.reject(new Error('no network')),
  };
  globalThis.fetch = ((request: Request) => network.answer(request)) as typeof fetch;
  return network;
});

interface Saved {
  slug: string;
  content: { title?: string; prompt?: string };
}

/** The service's draft: a revision, a text, and whether it can be reached. */
const service = {
  revision: 1,
  draft: { slug: 'one', content: { title: 'One', prompt: 'Ask.' } } as Saved,
  reachable: true,
  saves: 0,
};

const question = (): CuratedQuestion =>
  ({
    id: 'one',
    slug: 'one',
    title: 'One',
    versions: [],
    draft: { ...service.draft, revision: service.revision, state: 'DRAFT', updatedBy: 'Adam' },
  }) as unknown as CuratedQuestion;

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 300 ? 'application/json' : 'application/problem+json' },
  });

async function answer(request: Request): Promise<Response> {
  if (!service.reachable) {
    throw new TypeError('no network');
  }
  if (request.method === 'GET') {
    return json(question());
  }
  if (request.headers.get('If-Match') !== `"${service.revision}"`) {
    return json({ type: 'stale-draft', title: 'stale', status: 412 }, 412);
  }
  service.draft = (await request.json()) as Saved;
  service.revision += 1;
  service.saves += 1;
  return json({ revision: service.revision, state: 'DRAFT', updatedAt: '2026-11-22T10:00:00Z' });
}

function open() {
  const start = question();
  const begun = draftAnswer(start);
  if (!begun) {
    throw new Error('There must be a draft.');
  }
  return renderHook(() => useDraft(start, begun), { wrapper: Framed });
}

const after = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

beforeAll(fitForMantine);
beforeEach(() => {
  vi.useFakeTimers();
  network.answer = answer;
  Object.assign(service, {
    revision: 1,
    draft: { slug: 'one', content: { title: 'One', prompt: 'Ask.' } },
    reachable: true,
    saves: 0,
  });
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
});

it('saves what is written, without being asked to', async () => {
  const { result } = open();
  act(() => result.current.change((sheet) => ({ ...sheet, title: 'Two' })));
  act(() => result.current.change((sheet) => ({ ...sheet, prompt: 'Ask again.' })));
  await after(2_000);
  expect(service.draft.content).toMatchObject({ title: 'Two', prompt: 'Ask again.' });
  expect(service.saves).toBe(1);
  expect(result.current.state.kind).toBe('saved');
});

it('keeps what could not be sent on this device, and takes it up again', async () => {
  service.reachable = false;
  const first = open();
  act(() => first.result.current.change((sheet) => ({ ...sheet, title: 'Written offline' })));
  await after(5_000);
  expect(first.result.current.state.kind).toBe('offline');
  first.unmount();
  service.reachable = true;
  const second = open();
  expect(second.result.current.sheet.title).toBe('Written offline');
  await after(3_000);
  expect(service.draft.content.title).toBe('Written offline');
});

it('never writes over what somebody else saved: it asks, and keeps the choice', async () => {
  const { result } = open();
  service.draft = { slug: 'one', content: { title: 'Theirs', prompt: 'Ask.' } };
  service.revision = 5;
  act(() => result.current.change((sheet) => ({ ...sheet, prompt: 'Mine.' })));
  await after(2_000);
  expect(result.current.state.kind).toBe('conflict');
  expect(service.draft.content.title).toBe('Theirs');
  expect(result.current.sheet.prompt).toBe('Mine.');
  act(() => result.current.settle({ slug: 'one', content: { title: 'Theirs', prompt: 'Mine.' } }));
  await after(2_000);
  expect(service.draft.content).toMatchObject({ title: 'Theirs', prompt: 'Mine.' });
  expect(result.current.state.kind).toBe('saved');
});

it('offers a kept draft instead of sending it when the service went on since', async () => {
  service.reachable = false;
  const first = open();
  act(() => first.result.current.change((sheet) => ({ ...sheet, title: 'Kept here' })));
  await after(1_500);
  first.unmount();
  service.reachable = true;
  service.draft = { slug: 'one', content: { title: 'Newer there', prompt: 'Ask.' } };
  service.revision = 7;
  const { result } = open();
  await after(3_000);
  expect(result.current.offered?.text).toContain('Kept here');
  expect(result.current.sheet.title).toBe('Newer there');
  expect(service.draft.content.title).toBe('Newer there');
});

it('says why a text is not taken, and goes on with the next', async () => {
  const { result } = open();
  network.answer = () =>
    Promise.resolve(
      json({ type: 'slug-taken', title: 'taken', status: 409, detail: 'Taken by another.' }, 409),
    );
  act(() => result.current.change((sheet) => ({ ...sheet, slug: 'two' })));
  await after(2_000);
  expect(result.current.state).toEqual({ kind: 'refused', detail: 'Taken by another.' });
  network.answer = answer;
  act(() => result.current.change((sheet) => ({ ...sheet, slug: 'three' })));
  await after(2_000);
  expect(service.draft.slug).toBe('three');
});
