/** What can be done to a list by its reader, as plain steps. An index outside the list changes nothing. */

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) {
    return [...items];
  }
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

export const inserted = <T>(items: readonly T[], at: number, item: T): T[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];

export const removed = <T>(items: readonly T[], at: number): T[] =>
  items.filter((_, index) => index !== at);
