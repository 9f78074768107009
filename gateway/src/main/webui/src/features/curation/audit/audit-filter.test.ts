import { expect, it } from 'vitest';
import { asQuery, readFilter, writeFilter } from './audit-filter';

it('comes back from the address as it went there', () => {
  const filter = readFilter(
    new URLSearchParams(
      'who=ada&action=published&action=retired&question=kv&from=2026-11-01&page=3',
    ),
  );
  expect(filter).toMatchObject({ who: 'ada', action: ['published', 'retired'], page: 2 });
  expect(readFilter(writeFilter(filter))).toEqual(filter);
});

it('takes no action and no day that there is not', () => {
  expect(readFilter(new URLSearchParams('action=burnt&from=yesterday&page=-1'))).toEqual({
    who: '',
    action: [],
    question: '',
    from: '',
    to: '',
    page: 0,
  });
});

it('asks for the last day to its end', () => {
  const { from, to } = asQuery(readFilter(new URLSearchParams('from=2026-11-01&to=2026-11-01')));
  expect(new Date(to ?? '').getTime() - new Date(from ?? '').getTime()).toBe(86_400_000);
});
