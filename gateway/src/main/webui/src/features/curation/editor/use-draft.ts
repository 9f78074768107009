import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { browserKeeper } from '@/lib/answer-keeper';
import type { CuratedQuestion } from '@/lib/api/types';
import { Autosave, type ServerAnswer } from '@/lib/autosave';
import { systemClock } from '@/lib/clock';
import { meQuery } from '@/lib/me';
import { useAutosaveLifecycle } from '@/lib/use-autosave-lifecycle';
import { draftTransport } from '@/features/curation/api/draft-transport';
import { keys } from '@/features/curation/api/keys';
import {
  draftFrom,
  draftOf,
  sheetOf,
  type Draft,
  type Sheet,
} from '@/features/curation/content/content';

/**
 * A draft on the desk and its way to the service. What this device kept and the service never got is taken up again,
 * or offered, when the draft was changed elsewhere since.
 */
export function useDraft(question: CuratedQuestion, draft: ServerAnswer) {
  const queries = useQueryClient();
  const { id } = question;
  const [{ autosave, newer }] = useState(() => {
    const keeper = browserKeeper(id, 'draft');
    const kept = keeper.read();
    const autosave = new Autosave({
      answer: draft,
      transport: draftTransport(id, {
        read: (read) => queries.setQueryData<CuratedQuestion>(keys.question(id), read),
        // Whoever comes back to this page must find what was saved, not what was first read.
        saved: (saved) =>
          queries.setQueryData<CuratedQuestion>(
            keys.question(id),
            (before) =>
              before?.draft && {
                ...before,
                title: saved.content.title ?? '',
                draft: {
                  ...before.draft,
                  ...saved,
                  updatedBy:
                    queries.getQueryData(meQuery.queryKey)?.username ?? before.draft.updatedBy,
                },
              },
          ),
      }),
      keeper,
      clock: systemClock,
      activeSeconds: () => 0,
    });
    const newer = kept && kept.text !== draft.text ? kept : null;
    if (newer?.revision === draft.revision) {
      autosave.edit(newer.text);
    }
    return { autosave, newer };
  });
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  useAutosaveLifecycle(autosave);
  const closed = state.kind === 'closed';
  useEffect(() => {
    if (closed) {
      // It was scheduled, published or given up by somebody: find out, what was written is kept here.
      void queries.invalidateQueries({ queryKey: keys.question(id) });
    }
  }, [closed, queries, id]);

  const [sheet, setSheet] = useState(() => sheetOf(draftFrom(autosave.answer)));
  // Two changes may come before the page is drawn again: the second builds on the first.
  const newest = useRef(sheet);
  const change = useCallback(
    (step: (before: Sheet) => Sheet) => {
      newest.current = step(newest.current);
      setSheet(newest.current);
      autosave.edit(JSON.stringify(draftOf(newest.current)));
    },
    [autosave],
  );
  const [offered, setOffered] = useState(newer && newer.revision !== draft.revision ? newer : null);
  /** Takes what this device had kept, or what was made of it and the service's; `null` drops it. */
  const answerOffer = (chosen: Draft | null) => {
    if (chosen) {
      change(() => sheetOf(chosen));
    } else {
      browserKeeper(id, 'draft').forget();
    }
    setOffered(null);
  };
  /** Ends a collision with one draft, made of both. */
  const settle = (chosen: Draft) => {
    if (state.kind !== 'conflict') {
      return;
    }
    const next = sheetOf(chosen);
    const text = JSON.stringify(draftOf(next));
    if (text === state.theirs.text) {
      autosave.resolve('theirs');
    } else {
      autosave.edit(text); // kept here before anything else
      autosave.resolve('mine');
    }
    newest.current = next;
    setSheet(next);
  };
  return { sheet, change, autosave, state, settle, offered, answerOffer };
}
