/** An element of Excalidraw; only what merging needs is looked at here. */
export interface BoardElement {
  id: string;
  version: number;
  versionNonce: number;
  isDeleted?: boolean;
  [more: string]: unknown;
}

/** How new one state of an element is. */
export type Age = Pick<BoardElement, 'version' | 'versionNonce'>;

/** Of two states of one element the newer wins; of two equally new ones, on every side the same. */
export function isNewer(element: Age, than: Age): boolean {
  return (
    element.version > than.version ||
    (element.version === than.version && element.versionNonce < than.versionNonce)
  );
}

/** A board with somebody's elements put in; their order is the fractional index that each carries, or that of arrival. */
export function mergedElements(
  ours: readonly BoardElement[],
  theirs: readonly BoardElement[],
): BoardElement[] {
  const merged = new Map(ours.map((element) => [element.id, element]));
  for (const element of theirs) {
    const known = merged.get(element.id);
    if (!known || isNewer(element, known)) {
      merged.set(element.id, element);
    }
  }
  return [...merged.values()].sort((a, b) =>
    typeof a.index === 'string' && typeof b.index === 'string'
      ? a.index < b.index
        ? -1
        : a.index > b.index
          ? 1
          : 0
      : 0,
  );
}

/** A scene in which these elements are again as the server has them; what it never had is gone. */
export function putBack<E extends { id: string }>(
  scene: readonly E[],
  refused: ReadonlySet<string>,
  servers: readonly E[],
): E[] {
  const back = new Map(servers.map((element) => [element.id, element]));
  return scene.flatMap((element) =>
    refused.has(element.id) ? (back.get(element.id) ?? []) : [element],
  );
}
