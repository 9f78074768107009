// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { AnswerText } from './answer-text';
import { evidenceMarks, quoteElementId } from '@/lib/evidence-marks';

const answer = 'Subtract the row maximum.\n  Then exponentiate <b>everything</b>.';
const criterion = {
  weight: 50,
  level: 3,
  confidence: 0.8,
  rationale: '',
  missing: [],
};
const evidence = (quote: string) => {
  const start = answer.indexOf(quote);
  return [{ quote, start, end: start + quote.length }];
};
const marks = evidenceMarks(answer, {
  criteria: [
    { ...criterion, criterionId: 'a', title: 'Stability', evidence: evidence('Subtract the row') },
    { ...criterion, criterionId: 'b', title: 'Axis', evidence: evidence('row maximum.\n  Then') },
  ],
  redFlags: [],
});

function show() {
  render(
    <>
      <AnswerText text={answer} language="markdown" marks={marks} />
      {marks.map(({ id, quote }) => (
        <button key={id} id={quoteElementId(id)}>
          judged: {quote}
        </button>
      ))}
    </>,
  );
  return screen.getAllByTestId('answer-mark');
}

beforeEach(() => {
  // Not in jsdom.
  window.matchMedia = vi.fn().mockReturnValue({ matches: true });
  Element.prototype.scrollIntoView = vi.fn();
});

it('shows the answer letter by letter, with a number where each quote begins', () => {
  show();

  const region = screen.getByRole('region', { name: 'The answer as handed in' });

  expect(region.textContent).toBe(
    '1Subtract the 2row maximum.\n  Then exponentiate <b>everything</b>.',
  );
});

it('draws the words that two quotes share as belonging to both', () => {
  const shared = show()[1];

  expect(shared?.textContent).toBe('row');
  expect(shared?.title).toBe('1 Stability · 2 Axis');
  expect(shared?.dataset).toMatchObject({ tone: '0', also: '1' });
});

it.each([
  ['a click', (mark: HTMLElement) => fireEvent.click(mark)],
  ['Enter', (mark: HTMLElement) => fireEvent.keyDown(mark, { key: 'Enter' })],
])('leads from a mark to the judgement by %s', (_, press) => {
  const [first] = show();

  press(first as HTMLElement);

  expect(document.activeElement?.textContent).toBe('judged: Subtract the row');
});

it('leads from the number of a quote to its own judgement, where two overlap', () => {
  show();

  fireEvent.click(screen.getByRole('button', { name: /Evidence 2, Axis/ }));

  expect(document.activeElement?.textContent).toContain('judged: row maximum');
});

it('lights up all parts of the quote that has the focus', () => {
  const all = show();

  fireEvent.focus(all[1] as HTMLElement);

  expect(all.map((mark) => mark.dataset.active)).toEqual([undefined, 'true', 'true']);
});
