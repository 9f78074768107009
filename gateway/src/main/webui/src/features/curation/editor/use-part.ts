import { useCallback } from 'react';
import type { Change } from '@/features/curation/content/content';

/** The change of one part of a whole, for as long as the whole's stays the same. */
export function usePart<T, K extends keyof T>(change: Change<T>, name: K): Change<T[K]> {
  return useCallback(
    (step) => change((before) => ({ ...before, [name]: step(before[name]) })),
    [change, name],
  );
}
