// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Grader } from '@/lib/api/types';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { GraderCard } from './grader-card';

beforeEach(fitForMantine);

const model: Grader = {
  kind: 'llm',
  version: 'llm-2-g3-s1',
  model: 'judge-1',
  active: true,
  detail: 'Grades; answers are sent to the configured provider.',
};

function shown(grader: Grader) {
  render(
    <Framed>
      <GraderCard grader={grader} />
    </Framed>,
  );
  return screen.getByTestId('grader');
}

it('says how somebody gets figures of a grader that was not measured', () => {
  expect(shown(model).textContent).toContain('--publish DIRECTORY');
});

it('shows what the operator measured, and nothing in place of what that was not', () => {
  const card = shown({
    ...model,
    evaluation: {
      measuredOn: '2026-11-24',
      measuredBy: 'operator',
      datasets: [
        { name: 'ours', n: 40, questions: 2, pearson: { value: 0.61, low: 0.4, high: 0.7 } },
      ],
    },
    gates: {
      measuredOn: '2026-11-24',
      measuredBy: 'operator',
      pass: true,
      gates: [],
      families: [],
    },
  });

  const row = within(card).getByRole('row', { name: /ours/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['40', '0.61 (0.40 to 0.70)', '–', '–', '–', '–']);
  expect(card.textContent).toContain('chosen by your operator, measured');
  expect(card.textContent).not.toContain('flagged by mistake');
  expect(card.textContent).not.toContain('it has not seen');
});
