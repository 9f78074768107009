import { useEffect, useState } from 'react';
import type { SharedDocument } from '@/features/room/document/shared-document';
import { useStore } from '@/lib/store';
import { missingModules } from './imports';

/** So long nobody may have written before it is said: a name that is half typed is none. */
const restMillis = 1_000;

/** What a document imports and Run does not have, a moment after it was written. */
export function useMissingModules(document: Pick<SharedDocument, 'text' | 'version' | 'unsent'>) {
  const version = useStore(document.version);
  const unsent = useStore(document.unsent);
  const [missing, setMissing] = useState(() => missingModules(document.text));
  useEffect(() => {
    const timer = setTimeout(() => {
      const found = missingModules(document.text);
      setMissing((before) => (before.join() === found.join() ? before : found));
    }, restMillis);
    return () => clearTimeout(timer);
  }, [document, version, unsent]);
  return missing;
}
