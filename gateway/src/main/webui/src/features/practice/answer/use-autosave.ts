import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { AttemptView } from '@/lib/api/types';
import { connection } from '@/lib/connection';
import { session } from '@/lib/session';
import { answerTransport } from '@/features/practice/api/answer-transport';
import { ActiveTimer } from './active-timer';
import { browserKeeper, type KeptAnswer } from './answer-keeper';
import { Autosave } from './autosave';
import { systemClock } from '@/lib/clock';

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
  const online = useRef(true);

  useEffect(() => {
    const visibility = () => {
      if (document.visibilityState === 'hidden') {
        timer.pause();
        autosave.flush();
      } else {
        timer.resume();
      }
    };
    const leave = () => autosave.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.wouldLose) {
        event.preventDefault();
      }
    };
    const back = () => {
      const reachable = connection.state.get() === 'up';
      if (reachable && !online.current) {
        autosave.retry();
      }
      online.current = reachable;
    };
    const signedIn = () => {
      if (session.state.get() === 'signed-in') {
        autosave.retry();
      }
    };
    if (document.visibilityState === 'visible') {
      timer.resume();
    }
    document.addEventListener('visibilitychange', visibility);
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', warn);
    const stops = [connection.state.subscribe(back), session.state.subscribe(signedIn)];
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', warn);
      stops.forEach((stop) => stop());
      timer.pause();
      autosave.stop();
    };
  }, [timer, autosave]);

  return { timer, autosave, state, leftover };
}
