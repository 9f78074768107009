import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { keys } from '@/features/sessions/api/keys';
import { releaseTransport } from '@/features/sessions/api/release';
import type { Release, ReleaseContent } from '@/features/sessions/api/shapes';
import { browserKeeper } from '@/lib/answer-keeper';
import { Autosave } from '@/lib/autosave';
import { systemClock } from '@/lib/clock';
import { useAutosaveLifecycle } from '@/lib/use-autosave-lifecycle';
import { contentOf, releaseFrom, releaseText } from './composition';

/**
 * What the panel composes, and its way to the server; the preview follows with each save. What this device kept and
 * the server never got is taken up again, or offered, when somebody else of the panel changed it since.
 */
export function useComposition(sessionId: string, release: Release) {
  const queries = useQueryClient();
  const [{ autosave, newer }] = useState(() => {
    const keeper = browserKeeper(sessionId, 'release');
    const kept = keeper.read();
    const text = releaseText(release);
    const autosave = new Autosave({
      answer: { text, revision: release.revision },
      transport: releaseTransport(sessionId, releaseText, (saved) =>
        queries.setQueryData(keys.release(sessionId), saved),
      ),
      keeper,
      clock: systemClock,
      activeSeconds: () => 0,
    });
    const newer = kept && kept.text !== text ? kept : null;
    if (newer?.revision === release.revision) {
      autosave.edit(newer.text);
    }
    return { autosave, newer };
  });
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  useAutosaveLifecycle(autosave);
  const [content, setContent] = useState(() => contentOf(releaseFrom(autosave.answer)));
  const change = useCallback(
    (step: (before: ReleaseContent) => ReleaseContent) =>
      setContent((before) => {
        const next = step(before);
        autosave.edit(releaseText(next));
        return next;
      }),
    [autosave],
  );
  const [offered, setOffered] = useState(
    newer && newer.revision !== release.revision ? newer : null,
  );
  /** Takes or drops what this device had kept. */
  const answerOffer = (take: boolean) => {
    if (take && offered) {
      change(() => contentOf(releaseFrom(offered.text)));
    }
    setOffered(null);
  };
  const resolve = (choice: 'mine' | 'theirs') => {
    autosave.resolve(choice);
    setContent(contentOf(releaseFrom(autosave.answer)));
  };
  return { content, change, autosave, state, resolve, offered, answerOffer };
}
