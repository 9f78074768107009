import { describe, expect, it } from 'vitest';
import { moved, mostQuestions, startsOf, totalMinutes, withMinutes, withQuestions } from './agenda';

const question = (questionId: string, minutes = 20) => ({ questionId, title: questionId, minutes });
const agenda = [question('a', 10), question('b', 20), question('c', 30)];
const ids = (list: { questionId: string }[]) => list.map(({ questionId }) => questionId).join('');

describe('an agenda', () => {
  it('takes each question once, and no more than there is room for', () => {
    expect(ids(withQuestions(agenda, [question('b'), question('d'), question('d')]))).toBe('abcd');
    const many = Array.from({ length: 20 }, (_, index) => question(`q${index}`));
    expect(withQuestions(agenda, many)).toHaveLength(mostQuestions);
  });

  it('moves a question to another place and stops at the ends', () => {
    expect(ids(moved(agenda, 0, 2))).toBe('bca');
    expect(ids(moved(agenda, 2, 0))).toBe('cab');
    expect(ids(moved(agenda, 1, -4))).toBe('bac');
    expect(ids(moved(agenda, 1, 9))).toBe('acb');
    expect(ids(moved(agenda, 7, 0))).toBe('abc');
  });

  it('counts its minutes', () => {
    expect(totalMinutes(agenda)).toBe(60);
    expect(startsOf(agenda)).toEqual([0, 10, 30]);
  });

  it('keeps minutes whole and sensible', () => {
    expect(withMinutes(agenda, 'a', 0)[0]?.minutes).toBe(1);
    expect(withMinutes(agenda, 'a', 12.6)[0]?.minutes).toBe(13);
    expect(withMinutes(agenda, 'a', 9000)[0]?.minutes).toBe(240);
  });
});
