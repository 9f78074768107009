/** What a key means while marking; no key is taken from somebody who writes. */
export type Action =
  { kind: 'level'; level: number } | { kind: 'move'; by: 1 | -1 } | { kind: 'attach' };

interface Keystroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
}

export function actionOf(stroke: Keystroke, writing: boolean): Action | null {
  if (writing || stroke.ctrlKey || stroke.metaKey || stroke.altKey || stroke.isComposing) {
    return null;
  }
  if (/^[0-4]$/.test(stroke.key)) {
    return { kind: 'level', level: Number(stroke.key) };
  }
  switch (stroke.key) {
    case 'j':
      return { kind: 'move', by: 1 };
    case 'k':
      return { kind: 'move', by: -1 };
    case 'e':
      return { kind: 'attach' };
    default:
      return null;
  }
}

/** Whether keys typed here are text. The answer is only read: there nothing is written. */
export function writesInto(element: Element | null): boolean {
  return (
    element?.closest(
      'textarea, select, [role="listbox"], input:not([type="radio"]):not([type="checkbox"])',
    ) !== null && element !== null
  );
}

/** The neighbour in a list; at an end it stays. */
export function moved<T>(list: readonly T[], current: T, by: 1 | -1): T {
  const at = list.indexOf(current);
  return list[Math.max(0, Math.min(list.length - 1, at + by))] ?? current;
}
