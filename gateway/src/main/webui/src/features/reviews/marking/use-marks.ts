import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Marks, Review } from '@/lib/api/types';
import { browserKeeper } from '@/lib/answer-keeper';
import { Autosave } from '@/lib/autosave';
import { systemClock } from '@/lib/clock';
import { useAutosaveLifecycle } from '@/lib/use-autosave-lifecycle';
import { keys } from '@/features/reviews/api/keys';
import { marksTransport } from '@/features/reviews/api/marks-transport';
import { marksFrom, marksOver, marksText } from './marks';

/**
 * A reviewer's marks and their way to the server. What this device kept and the server never got is taken up again,
 * or offered, when the review was changed elsewhere since.
 */
export function useMarks(review: Review) {
  const queries = useQueryClient();
  const { id, question } = review;
  const [{ autosave, newer }] = useState(() => {
    const keeper = browserKeeper(id, 'marks');
    const kept = keeper.read();
    const text = marksText(question, review.marks);
    const autosave = new Autosave({
      answer: { text, revision: review.revision },
      transport: marksTransport(review, (saved) =>
        // Revision and claim as of now; the marks of this page may be newer already.
        queries.setQueryData<Review>(
          keys.review(id),
          (before) => before && { ...before, revision: saved.revision, claim: saved.claim },
        ),
      ),
      keeper,
      clock: systemClock,
      activeSeconds: () => 0,
    });
    const newer = kept && kept.text !== text ? kept : null;
    if (newer?.revision === review.revision) {
      autosave.edit(newer.text);
    }
    return { autosave, newer };
  });
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  useAutosaveLifecycle(autosave);

  const [marks, setMarks] = useState(() => marksOver(question, marksFrom(autosave.answer)));
  const change = useCallback(
    (step: (before: Marks) => Marks) =>
      setMarks((before) => {
        const next = step(before);
        autosave.edit(marksText(question, next));
        return next;
      }),
    [autosave, question],
  );
  const [offered, setOffered] = useState(
    newer && newer.revision !== review.revision ? newer : null,
  );
  /** Takes or drops what this device had kept. */
  const answerOffer = (take: boolean) => {
    if (take && offered) {
      change(() => marksOver(question, marksFrom(offered.text)));
    }
    setOffered(null);
  };
  /** Ends a conflict. */
  const resolve = (choice: 'mine' | 'theirs') => {
    autosave.resolve(choice);
    setMarks(marksOver(question, marksFrom(autosave.answer)));
  };
  return { marks, change, autosave, state, resolve, offered, answerOffer };
}
