// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { mostOnASheet, sheet } from './sheet';

describe('sheet', () => {
  beforeEach(() => sheet.put([]));

  it('puts on and takes off', () => {
    sheet.toggle('a');
    sheet.toggle('b');
    sheet.toggle('a');
    expect(sheet.picked.get()).toEqual(['b']);
    expect(localStorage.getItem('greenroom.sheet')).toBe('["b"]');
  });

  it('moves a question, and not beyond the ends', () => {
    sheet.put(['a', 'b', 'c']);
    sheet.move('c', -1);
    sheet.move('a', -1);
    sheet.move('b', 1);
    expect(sheet.picked.get()).toEqual(['a', 'c', 'b']);
  });

  it('holds each question once, and no more than a sheet takes', () => {
    sheet.put(['a', 'a']);
    expect(sheet.picked.get()).toEqual(['a']);
    sheet.put(Array.from({ length: mostOnASheet + 5 }, (_, index) => `q${index}`));
    expect(sheet.picked.get()).toHaveLength(mostOnASheet);
  });
});
