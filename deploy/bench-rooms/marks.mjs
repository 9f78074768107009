/** Marks that can be found again in a text: each edit types one, so it is known who saw which edit. */
let last = 0;

/** A new mark. */
export function nextMark() {
  last += 1;
  return last;
}

/** What is typed for a mark. */
export function typed(mark) {
  return `<${mark}> `;
}

/** The marks in a text, in its order. */
export function marksIn(text) {
  return Array.from(text.matchAll(/<(\d+)>/g), (match) => Number(match[1]));
}

/** The end of a mark at or before that place of a text, or else the end of the text. */
export function afterMark(text, place) {
  const end = text.slice(0, place).lastIndexOf(' ');
  return end < 0 ? text.length : end + 1;
}
