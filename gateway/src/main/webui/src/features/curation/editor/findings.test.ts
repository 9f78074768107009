import { expect, it } from 'vitest';
import type { Finding } from '@/lib/api/types';
import { byPointer, placeName } from './findings';

const finding = (pointer: string): Finding => ({
  rule: 'r',
  severity: 'error',
  pointer,
  message: 'm',
  why: 'w',
  advice: 'a',
});

it.each([
  ['/rubric/criteria/0/indicators/2', 'Criterion 1, indicator 3'],
  ['/rubric/criteria/1/levels/3', 'Criterion 2, level 3'],
  ['/rubric/criteria/0/weight', 'Criterion 1, weight'],
  ['/rubric/criteria', 'Criteria'],
  ['/rubric', 'Rubric'],
  ['/redFlags/0/signals/1', 'Red flag 1, signal 2'],
  ['/prompt', 'Prompt'],
  ['', 'The whole question'],
])('calls %s by the name it has on the page', (pointer, name) => {
  expect(placeName(pointer)).toBe(name);
});

it('brings all findings of a field together, whatever their pointers begin with', () => {
  const found = byPointer([finding('/prompt'), finding('/content/prompt'), finding('#/title')]);
  expect(found.get('/prompt')).toHaveLength(2);
  expect(found.get('/title')).toHaveLength(1);
});
