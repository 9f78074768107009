import { diffWordsWithSpace } from 'diff';

export interface WordChange {
  op: 'same' | 'add' | 'del';
  text: string;
}

/** Beyond this a comparison by words takes longer than a reader waits. */
const longest = 40_000;

/** How one text becomes the other, word by word. */
export function wordChanges(before: string, after: string): WordChange[] {
  const whole: WordChange[] = [
    { op: 'del', text: before },
    { op: 'add', text: after },
  ];
  if (before.length + after.length > longest) {
    return whole;
  }
  const changes = diffWordsWithSpace(before, after, { timeout: 500 });
  return (
    changes?.map(({ added, removed, value }) => ({
      op: added ? 'add' : removed ? 'del' : 'same',
      text: value,
    })) ?? whole
  );
}
