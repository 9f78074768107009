// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { beforeAll, expect, it } from 'vitest';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import { emptyCriterion, line, type CriterionSheet } from '@/features/curation/content/content';
import { RubricEditor } from './rubric-editor';

beforeAll(fitForMantine);

let latest: CriterionSheet[] = [];

function Desk({ start }: { start: CriterionSheet[] }) {
  const [criteria, setCriteria] = useState(start);
  useEffect(() => {
    latest = criteria;
  }, [criteria]);
  return <RubricEditor criteria={criteria} change={setCriteria} />;
}

const criterion = (id: string, weight: number): CriterionSheet => ({
  ...emptyCriterion(),
  id,
  title: `About ${id}`,
  weight,
  indicators: [line(`${id} one`), line(`${id} two`)],
});

function open(...weights: number[]) {
  render(
    <Framed>
      <Desk start={weights.map((weight, index) => criterion('abcdef'.charAt(index), weight))} />
    </Framed>,
  );
}

const ids = () => latest.map(({ id }) => id);
const title = (number: number) =>
  screen.getByLabelText(`Criterion ${number}`, { selector: 'input' });
const sum = () => screen.getByTestId('weight-sum').textContent;

it('shows the sum of the weights while they are written, and brings it to 100', () => {
  open(60, 30);
  expect(sum()).toContain('90 %');
  expect(sum()).toContain('10 too few');
  const [first] = screen.getAllByLabelText('Weight');
  fireEvent.change(first as HTMLElement, { target: { value: '70' } });
  expect(sum()).toBe('Weights sum to 100 %.');
  fireEvent.change(first as HTMLElement, { target: { value: '80' } });
  expect(sum()).toContain('10 too many');
  fireEvent.click(screen.getByText('Bring to 100'));
  expect(sum()).toBe('Weights sum to 100 %.');
});

it('moves a criterion by keyboard, and the focus goes with it', () => {
  open(40, 30, 30);
  const field = title(1);
  field.focus();
  fireEvent.keyDown(field, { key: 'ArrowDown', altKey: true });
  expect(ids()).toEqual(['b', 'a', 'c']);
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: 'ArrowDown', altKey: true });
  expect(ids()).toEqual(['b', 'c', 'a']);
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: 'ArrowDown', altKey: true }); // the last stays where it is
  expect(ids()).toEqual(['b', 'c', 'a']);
  expect(screen.getByText('Moved to place 3 of 3')).toBeTruthy();
});

it('moves the indicator that has the focus and not its criterion', () => {
  open(50, 50);
  const field = screen.getAllByLabelText('Indicator 2')[0] as HTMLElement;
  field.focus();
  fireEvent.keyDown(field, { key: 'ArrowUp', altKey: true });
  expect(latest[0]?.indicators.map(({ text }) => text)).toEqual(['a two', 'a one']);
  expect(document.activeElement).toBe(field);
  expect(ids()).toEqual(['a', 'b']);
});

it('duplicates by keyboard, with an id of its own', () => {
  open(50, 50);
  fireEvent.keyDown(title(1), { key: 'ArrowDown', altKey: true, shiftKey: true });
  expect(ids()).toEqual(['a', 'a-2', 'b']);
  expect(document.activeElement).toBe(title(2));
  expect(new Set(latest.map(({ key }) => key)).size).toBe(3);
});

it('gives back what was removed, in its place', () => {
  open(40, 30, 30);
  fireEvent.click(screen.getByLabelText('Remove criterion 2'));
  expect(ids()).toEqual(['a', 'c']);
  const undo = screen.getByText('Undo').closest('button') as HTMLElement;
  expect(document.activeElement).toBe(undo);
  fireEvent.click(undo);
  expect(ids()).toEqual(['a', 'b', 'c']);
  expect(latest[1]?.indicators).toHaveLength(2);
  expect(document.activeElement).toBe(title(2));
});

it('adds an indicator with Enter and takes an empty one away with Backspace', () => {
  open(100);
  const group = within(screen.getByLabelText('Indicators'));
  const first = group.getByLabelText('Indicator 1');
  fireEvent.keyDown(first, { key: 'Enter' });
  expect(latest[0]?.indicators.map(({ text }) => text)).toEqual(['a one', '', 'a two']);
  const fresh = group.getByLabelText('Indicator 2');
  expect(document.activeElement).toBe(fresh);
  fireEvent.keyDown(fresh, { key: 'Backspace' });
  expect(latest[0]?.indicators).toHaveLength(2);
  expect(document.activeElement).toBe(group.getByLabelText('Indicator 1'));
});

it('has no room for a seventh criterion', () => {
  open(20, 20, 20, 20, 10, 10);
  fireEvent.keyDown(title(1), { key: 'ArrowDown', altKey: true, shiftKey: true });
  expect(latest).toHaveLength(6);
  expect(screen.getByText('No more than 6').closest('button')).toHaveProperty('disabled', true);
});
