import type { ChangeDesc } from '@codemirror/state';

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
