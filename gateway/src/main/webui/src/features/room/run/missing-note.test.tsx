// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Store } from '@/lib/store';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { MissingNote } from './missing-note';

beforeEach(() => {
  fitForMantine();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says before a run what it will not find, once nobody writes', () => {
  const document = { text: 'import numpy as np', version: new Store(0), unsent: new Store(0) };
  render(<MissingNote id="note" document={document} />, { wrapper: Framed });
  const note = screen.getByRole('status');
  expect(note.textContent).toContain('Run has no numpy, only Python’s standard library');

  document.text = 'import numpy as np\nimport tor';
  act(() => document.unsent.set(1));
  act(() => vi.advanceTimersByTime(900));
  expect(note.textContent).not.toContain('tor');
  document.text = 'import numpy as np\nimport torch';
  act(() => document.unsent.set(2));
  act(() => vi.advanceTimersByTime(1_000));
  expect(note.textContent).toContain('Run has no numpy, torch,');

  document.text = 'import math';
  act(() => document.version.set(1));
  act(() => vi.advanceTimersByTime(1_000));
  expect(note.textContent).toBe('');
});
