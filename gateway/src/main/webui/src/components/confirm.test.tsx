// @vitest-environment jsdom
import { TextInput } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { Confirm } from './confirm';

beforeEach(fitForMantine);

const dialog = (onConfirm: () => void, pending = false) => (
  <Confirm
    opened
    onClose={vi.fn()}
    title="Add an interviewer?"
    back="Not now"
    label="Add them"
    onConfirm={onConfirm}
    pending={pending}
  >
    <TextInput label="Account" />
  </Confirm>
);

/** What a browser does at Enter. */
function submitFrom(field: HTMLElement) {
  fireEvent.submit(field.closest('form') ?? field);
}

it('goes on by its button and by Enter, and not with the form that it was opened in', () => {
  const outer = vi.fn();
  const onConfirm = vi.fn();
  render(
    <Framed>
      <form onSubmit={outer}>{dialog(onConfirm)}</form>
    </Framed>,
  );

  submitFrom(screen.getByLabelText('Account'));
  fireEvent.click(screen.getByRole('button', { name: 'Add them' }));

  expect(onConfirm).toHaveBeenCalledTimes(2);
  expect(outer).not.toHaveBeenCalled();
});

it('does not go on once more while it is under way', () => {
  const onConfirm = vi.fn();
  render(<Framed>{dialog(onConfirm, true)}</Framed>);

  submitFrom(screen.getByLabelText('Account'));

  expect(onConfirm).not.toHaveBeenCalled();
});

it('goes back without going on', () => {
  const onConfirm = vi.fn();
  render(<Framed>{dialog(onConfirm)}</Framed>);

  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));

  expect(onConfirm).not.toHaveBeenCalled();
});
