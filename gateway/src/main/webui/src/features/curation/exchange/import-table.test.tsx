// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, expect, it } from 'vitest';
import type { ImportReport, ImportRow } from '@/lib/api/types';
import { Framed, fitForMantine } from '@/testing/with-mantine';
import { areTooMany, asHeader, comingIn, inTheWay, said, type Choices } from './import-choices';
import { ImportTable } from './import-table';

const row = (number: number, over: Partial<ImportRow>): ImportRow => ({
  row: number,
  title: `Row ${number}`,
  outcome: 'added',
  changes: [],
  errors: [],
  losses: [],
  duplicates: [],
  twins: [],
  ...over,
});

const rows = [
  row(1, {}),
  row(2, { duplicates: [{ id: 'softmax', title: 'Stable softmax', similarity: 0.9 }] }),
  row(3, { outcome: 'invalid', errors: [{ pointer: '/round', detail: 'No such round.' }] }),
];

const report: ImportReport = {
  source: 'import',
  status: 'REFUSED',
  added: [],
  changed: [],
  unchanged: [],
  errors: [],
  dryRun: true,
  format: 'csv',
  as: 'review',
  applied: false,
  summary: { added: 2, changed: 0, unchanged: 0, merged: 0, omitted: 0, invalid: 1, conflict: 0 },
  rows,
  remarks: [],
};

function Chosen({ of }: { of: ImportReport }) {
  const [choices, setChoices] = useState<Choices>(new Map());
  return (
    <Framed>
      <ImportTable
        report={of}
        choices={choices}
        onChoose={(number, choice) => setChoices(new Map(choices).set(number, choice))}
        apply={<output>{asHeader(choices)}</output>}
      />
    </Framed>
  );
}

beforeAll(fitForMantine);

it('lets a row be linked, merged or left out where it is like another one', () => {
  render(<Chosen of={report} />);
  expect(screen.queryByLabelText('What becomes of row 1')).toBeNull();
  const like = screen.getByLabelText('What becomes of row 2');
  expect(within(like).getAllByRole('option')).toHaveLength(5);
  fireEvent.change(like, { target: { value: 'merge:softmax' } });
  expect(screen.getByText('2=merge:softmax')).toBeTruthy();
});

it('lets a broken row be left out, and then nothing stands in the way', () => {
  render(<Chosen of={report} />);
  expect(screen.getByTestId('import-summary').textContent).toContain('1 stands in the way');
  const broken = screen.getByLabelText('What becomes of row 3');
  expect(within(broken).getAllByRole('option')).toHaveLength(2);
  fireEvent.change(broken, { target: { value: 'omit' } });
  expect(screen.getByTestId('import-summary').textContent).not.toContain('in the way');
});

it('lets a row be left out that an earlier one of the file asks too', () => {
  const twin = row(300, { twins: [{ row: 7, title: 'Softmax by hand', similarity: 0.8 }] });
  render(<Chosen of={{ ...report, rows: [twin] }} />);
  expect(screen.getByText(/like row 7 of this file: Softmax by hand/)).toBeTruthy();
  const like = screen.getByLabelText('What becomes of row 300');
  expect(within(like).getAllByRole('option')).toHaveLength(2);
});

it('says of each new row that there was no time for', () => {
  render(<Chosen of={{ ...report, notComparedFrom: 2 }} />);
  expect(screen.getAllByText('Not compared')).toHaveLength(1);
});

it('says choices of neighbours in one, and knows how many a file can have', () => {
  const omitted = (rows: number[]): Choices => new Map(rows.map((one) => [one, 'omit']));
  expect(asHeader(omitted([5, 3, 4, 9]))).toBe('3-5=omit, 9=omit');
  const all = Array.from({ length: 10_000 }, (_, i) => i + 1);
  expect(areTooMany(omitted(all))).toBe(false);
  expect(areTooMany(omitted(all.filter((one) => one % 2 === 0)))).toBe(true);
});

it('lets nothing be chosen once it is taken over', () => {
  render(<Chosen of={{ ...report, dryRun: false }} />);
  expect(screen.queryByRole('combobox')).toBeNull();
});

it('counts what is in the way, and what comes in', () => {
  const none: Choices = new Map();
  const all: Choices = new Map([
    [1, 'omit'],
    [2, 'related:softmax'],
    [3, 'omit'],
  ]);
  expect([inTheWay(rows, none), inTheWay(rows, all)]).toEqual([1, 0]);
  expect([comingIn(rows, none), comingIn(rows, all)]).toEqual([2, 1]);
  expect([said(none), said(all)]).toEqual(['', '2 left out, 1 linked']);
  expect([asHeader(none), asHeader(all)]).toEqual([undefined, '1=omit, 2=related:softmax, 3=omit']);
});

it('says from where on a long file was not compared', () => {
  const { rerender } = render(<Chosen of={report} />);
  expect(screen.queryByText(/not compared/)).toBeNull();
  rerender(<Chosen of={{ ...report, notComparedFrom: 8_001 }} />);
  expect(screen.getByText(/row 8,001 on were not compared/)).toBeTruthy();
});
