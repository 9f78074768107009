import { describe, expect, it } from 'vitest';
import { readWish, writeWish } from './set-wish';

const read = (query: string) => readWish(new URLSearchParams(query));

describe('a wish in the address', () => {
  it('comes back as it was written', () => {
    const wish = {
      minutes: 45,
      round: ['coding' as const],
      topic: ['rag', 'attention'],
      level: ['L5' as const],
      company: ['openai'],
      seed: 17,
    };
    expect(readWish(writeWish(wish))).toEqual(wish);
  });

  it('leaves out what nobody could mean', () => {
    const wish = read('minutes=0&round=nonsense&level=L9&seed=x');
    expect(wish).toEqual({
      minutes: undefined,
      round: [],
      topic: [],
      level: [],
      company: [],
      seed: undefined,
    });
    expect(read('minutes=481').minutes).toBeUndefined();
    expect(read('minutes=480').minutes).toBe(480);
  });
});
