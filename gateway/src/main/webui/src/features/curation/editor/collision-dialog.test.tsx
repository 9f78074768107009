// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import type { Draft } from '@/features/curation/content/content';
import { CollisionDialog } from './collision-dialog';

beforeAll(fitForMantine);

const draft = (change: object): Draft => ({
  slug: 'one',
  content: { title: 'One', prompt: 'Ask this.', ...change },
});

function collide() {
  const onChoose = vi.fn<(draft: Draft) => void>();
  render(
    <Framed>
      <CollisionDialog
        title="Somebody changed this draft meanwhile"
        explanation="Choose."
        before={draft({})}
        mine={draft({ title: 'Mine', prompt: 'Ask me.' })}
        theirs={draft({ title: 'Theirs', minutes: 12 })}
        names={{ mine: 'Yours', theirs: 'Theirs' }}
        onChoose={onChoose}
      />
    </Framed>,
  );
  return onChoose;
}

it('goes on only when each field that both changed is decided', () => {
  const onChoose = collide();
  const go = screen.getByTestId('take-choices');
  expect(go).toHaveProperty('disabled', true);
  expect(screen.getByText('1 field both of you changed: choose.')).toBeTruthy();
  fireEvent.click(
    within(screen.getByRole('radiogroup', { name: 'Title' })).getByRole('radio', {
      name: 'Theirs',
    }),
  );
  fireEvent.click(go);
  expect(onChoose.mock.calls[0]?.[0].content).toMatchObject({
    title: 'Theirs',
    prompt: 'Ask me.',
    minutes: 12,
  });
});

it('lets a field that only one side changed be chosen otherwise', () => {
  const onChoose = collide();
  for (const [field, side] of [
    ['Title', 'Yours'],
    ['Minutes', 'Yours'],
    ['Prompt', 'Theirs'],
  ]) {
    fireEvent.click(
      within(screen.getByRole('radiogroup', { name: field })).getByRole('radio', { name: side }),
    );
  }
  fireEvent.click(screen.getByTestId('take-choices'));
  expect(onChoose.mock.calls[0]?.[0].content).toMatchObject({ title: 'Mine', prompt: 'Ask this.' });
  expect(onChoose.mock.calls[0]?.[0].content.minutes).toBeUndefined();
});

it('does not close by Escape: either text would be lost', () => {
  collide();
  fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
  expect(screen.getByTestId('collision')).toBeTruthy();
});
