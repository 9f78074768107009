import { afterEach, beforeEach, expect, it } from 'vitest';
import { MemoryBound } from './memory-bound';

const pages = 10;
let bound: MemoryBound;
let takeAway: () => void;
let memory: WebAssembly.Memory;

beforeEach(() => {
  bound = new MemoryBound(pages * 65_536);
  takeAway = bound.set();
  memory = new WebAssembly.Memory({ initial: 8 });
});
afterEach(() => takeAway());

it('gives what there is, to the last page', () => {
  expect(memory.grow(2)).toBe(8);
  expect(bound.reached).toBe(false);
});

it('refuses more, and says so', () => {
  expect(() => memory.grow(3)).toThrow(RangeError);
  expect(bound.reached).toBe(true);
  expect(memory.buffer.byteLength).toBe(8 * 65_536);
});

it('is not reached by who asks for much first and then makes do with less', () => {
  expect(() => memory.grow(4)).toThrow(RangeError);
  expect(memory.grow(1)).toBe(8);
  expect(bound.reached).toBe(false);
});
