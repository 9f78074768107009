import { describe, expect, it } from 'vitest';
import { quoteOf } from './quote';

const answer = 'First line,\r\n  then 👍🏽 and ünïcode.  ';

describe('quoteOf', () => {
  it('is what was selected, forwards or backwards', () => {
    expect(quoteOf(answer, 0, 5)).toEqual({ quote: 'First', start: 0, end: 5 });
    expect(quoteOf(answer, 5, 0)).toEqual({ quote: 'First', start: 0, end: 5 });
  });

  it('leaves blanks out at its edges and keeps them inside', () => {
    const all = quoteOf(answer, 0, answer.length);

    expect(all?.quote).toBe('First line,\r\n  then 👍🏽 and ünïcode.');
    expect(quoteOf(answer, 10, 15)?.quote).toBe(',');
  });

  it('is nothing when nothing but blanks was selected', () => {
    expect(quoteOf(answer, 11, 15)).toBeNull();
    expect(quoteOf(answer, 4, 4)).toBeNull();
    expect(quoteOf('', 0, 3)).toBeNull();
  });

  it('does not cut a character in two', () => {
    const thumb = answer.indexOf('👍');

    expect(quoteOf(answer, thumb + 1, thumb + 3)?.quote).toBe('👍🏽');
  });

  it('always is what the answer holds at its place', () => {
    for (let from = 0; from <= answer.length; from++) {
      for (let to = 0; to <= answer.length; to++) {
        const quote = quoteOf(answer, from, to);
        if (quote) {
          expect(answer.substring(quote.start, quote.end)).toBe(quote.quote);
        }
      }
    }
  });
});
