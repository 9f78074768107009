import { useState, useSyncExternalStore } from 'react';
import type { AttemptView } from '@/lib/api/types';
import { answerTransport } from '@/features/practice/api/answer-transport';
import { ActiveTimer } from './active-timer';
import { browserKeeper, type KeptAnswer } from '@/lib/answer-keeper';
import { Autosave } from '@/lib/autosave';
import { systemClock } from '@/lib/clock';
import { useAutosaveLifecycle } from '@/lib/use-autosave-lifecycle';

interface Desk {
  timer: ActiveTimer;
  autosave: Autosave;
  /** Text that this device kept and the server never got. */
  leftover: KeptAnswer | null;
}

function openDesk(attempt: AttemptView): Desk {
  const timer = new ActiveTimer(attempt.activeSeconds, systemClock);
  const keeper = browserKeeper(attempt.id);
  const kept = keeper.read();
  const autosave = new Autosave({
    answer: { text: attempt.text, revision: attempt.revision },
    transport: answerTransport(attempt.id, attempt.language),
    keeper,
    clock: systemClock,
    activeSeconds: () => timer.seconds,
  });
  return { timer, autosave, leftover: kept && kept.text !== attempt.text ? kept : null };
}

/** Everything of one open draft that lives outside React: the clock and the way of the text to the server. */
export function useAutosave(attempt: AttemptView) {
  const [{ timer, autosave, leftover }] = useState(() => openDesk(attempt));
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  useAutosaveLifecycle(autosave, { onShow: () => timer.resume(), onHide: () => timer.pause() });

  return { timer, autosave, state, leftover };
}
