import type { Evidence } from '@/lib/api/types';

const blank = /\s/;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/**
 * What was selected of an answer as a quote: without the blanks at its edges and never through the middle of a
 * character. `null` when nothing is left of it. Offsets count UTF-16, as the server does.
 */
export function quoteOf(answer: string, from: number, to: number): Evidence | null {
  let start = Math.max(0, Math.min(from, to));
  let end = Math.min(answer.length, Math.max(from, to));
  if (isLow(answer.charCodeAt(start))) {
    start -= 1;
  }
  if (isLow(answer.charCodeAt(end))) {
    end += 1;
  }
  while (start < end && blank.test(answer.charAt(start))) {
    start += 1;
  }
  while (end > start && blank.test(answer.charAt(end - 1))) {
    end -= 1;
  }
  return start < end ? { quote: answer.substring(start, end), start, end } : null;
}
