import { ChangeSet, type ChangeDesc, type Text } from '@codemirror/state';

/** The one replacement that makes a text into another; for two texts whose history nobody knows. */
export function changeBetween(before: Text, after: Text): ChangeSet {
  const old = before.toString();
  const now = after.toString();
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) {
    end += 1;
  }
  return ChangeSet.of(
    { from: start, to: old.length - end, insert: now.slice(start, now.length - end) },
    old.length,
  );
}

/** How many of the last changes are remembered, to bring somebody's cursor up to date. */
const remembered = 200;

/** The last changes of a document by version, so that a place in an older one is found again. */
export class RecentChanges {
  private changes: { version: number; change: ChangeDesc }[] = [];

  /** @param version what the document became by this change */
  add(version: number, change: ChangeDesc): void {
    this.changes.push({ version, change });
    if (this.changes.length > remembered) {
      this.changes.shift();
    }
  }

  /** Where a place of that version is now. */
  forward(position: number, version: number): number {
    return this.changes
      .filter((entry) => entry.version > version)
      .reduce((place, { change }) => change.mapPos(Math.min(place, change.length), 1), position);
  }
}
