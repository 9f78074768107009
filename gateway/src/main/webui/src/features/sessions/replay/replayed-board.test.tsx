// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { ReplayedBoard } from './replayed-board';

beforeEach(() => fitForMantine());

it('says once what the whiteboard shows', () => {
  render(
    <Framed>
      <ReplayedBoard
        board={{ id: 'b', elements: [], picture: 'iVBORw0KGgo=', text: 'A queue before a cache.' }}
      />
    </Framed>,
  );
  expect(screen.getByRole('img').getAttribute('alt')).toBe('The whiteboard');
  expect(screen.getAllByText('A queue before a cache.')).toHaveLength(1);
});

it('is not there while nothing is on it', () => {
  render(
    <Framed>
      <ReplayedBoard board={{ id: 'b', elements: [], picture: null, text: '' }} />
    </Framed>,
  );
  expect(screen.queryByTestId('replayed-board')).toBeNull();
});
