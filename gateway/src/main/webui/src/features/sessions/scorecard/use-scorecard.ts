import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { keys } from '@/features/sessions/api/keys';
import { scorecardTransport } from '@/features/sessions/api/scorecards';
import type { CardContent, Guide, Scorecard } from '@/features/sessions/api/shapes';
import { browserKeeper } from '@/lib/answer-keeper';
import { Autosave } from '@/lib/autosave';
import { systemClock } from '@/lib/clock';
import { useAutosaveLifecycle } from '@/lib/use-autosave-lifecycle';
import { cardFrom, cardOver, cardText } from './scorecard';

/**
 * A scorecard and its way to the server. What this device kept and the server never got is taken up again, or offered,
 * when the card was changed elsewhere since.
 */
export function useScorecard(sessionId: string, guide: Guide, card: Scorecard) {
  const queries = useQueryClient();
  const [{ autosave, newer }] = useState(() => {
    const keeper = browserKeeper(`${sessionId}.${card.participantId}`, 'scorecard');
    const kept = keeper.read();
    const text = cardText(guide, card);
    const autosave = new Autosave({
      answer: { text, revision: card.revision },
      transport: scorecardTransport(
        sessionId,
        (content) => cardText(guide, content),
        (saved) =>
          // Only the revision: what is on this page may be newer already.
          queries.setQueryData<Scorecard>(
            keys.scorecard(sessionId),
            (before) => before && { ...before, revision: saved.revision },
          ),
      ),
      keeper,
      clock: systemClock,
      activeSeconds: () => 0,
    });
    const newer = kept && kept.text !== text ? kept : null;
    if (newer?.revision === card.revision) {
      autosave.edit(newer.text);
    }
    return { autosave, newer };
  });
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  useAutosaveLifecycle(autosave);

  const [content, setContent] = useState(() =>
    cardOver(guide, autosave.dirty ? cardFrom(autosave.answer) : card),
  );
  const change = useCallback(
    (step: (before: CardContent) => CardContent) =>
      setContent((before) => {
        const next = step(before);
        autosave.edit(cardText(guide, next));
        return next;
      }),
    [autosave, guide],
  );
  const [offered, setOffered] = useState(newer && newer.revision !== card.revision ? newer : null);
  /** Takes or drops what this device had kept. */
  const answerOffer = (take: boolean) => {
    if (take && offered) {
      change(() => cardOver(guide, cardFrom(offered.text)));
    }
    setOffered(null);
  };
  /** Ends a conflict. */
  const resolve = (choice: 'mine' | 'theirs') => {
    autosave.resolve(choice);
    setContent(cardOver(guide, cardFrom(autosave.answer)));
  };
  return { content, change, autosave, state, resolve, offered, answerOffer };
}
