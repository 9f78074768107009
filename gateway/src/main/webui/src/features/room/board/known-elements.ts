import { isNewer, type Age } from '@/lib/whiteboard/merge';

type Known = Age & { id: string };

/** How new the elements are that scene and server have in common: only newer ones go one way or the other. */
export class KnownElements {
  // Only their age: the scene goes on changing its own objects.
  private readonly ages = new Map<string, Age>();

  newer<E extends Known>(elements: readonly E[]): E[] {
    return elements.filter((element) => {
      const known = this.ages.get(element.id);
      return !known || isNewer(element, known);
    });
  }

  note(elements: readonly Known[]): void {
    elements.forEach(({ id, version, versionNonce }) =>
      this.ages.set(id, { version, versionNonce }),
    );
  }

  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      this.ages.delete(id);
    }
  }
}
