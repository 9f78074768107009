// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { actionOf, moved, writesInto } from './shortcuts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('keys while marking', () => {
  it('give levels, move, and attach', () => {
    expect(actionOf({ key: '3', ...plain }, false)).toEqual({ kind: 'level', level: 3 });
    expect(actionOf({ key: 'j', ...plain }, false)).toEqual({ kind: 'move', by: 1 });
    expect(actionOf({ key: 'k', ...plain }, false)).toEqual({ kind: 'move', by: -1 });
    expect(actionOf({ key: 'e', ...plain }, false)).toEqual({ kind: 'attach' });
    expect(actionOf({ key: '5', ...plain }, false)).toBeNull();
  });

  it('are left alone with a modifier, and where somebody writes', () => {
    expect(actionOf({ key: '3', ...plain, ctrlKey: true }, false)).toBeNull();
    expect(actionOf({ key: 'j', ...plain }, true)).toBeNull();
  });

  it('know where somebody writes', () => {
    document.body.innerHTML =
      '<textarea></textarea><input type="text"><input type="radio"><p contenteditable="true"></p>';
    const writing = [...document.body.children].map((element) => writesInto(element));

    expect(writing).toEqual([true, true, false, false]);
    expect(writesInto(null)).toBe(false);
  });

  it('stay at the ends of the list', () => {
    expect([
      moved(['a', 'b'], 'a', 1),
      moved(['a', 'b'], 'b', 1),
      moved(['a', 'b'], 'a', -1),
    ]).toEqual(['b', 'b', 'a']);
  });
});
