import { useEffect, useEffectEvent, useRef } from 'react';
import type { Autosave } from './autosave';
import { connection } from './connection';
import { session } from './session';

export interface Visibility {
  onShow?: () => void;
  onHide?: () => void;
}

/** Sends what is left when the page goes away, and tries again when the network or the session is back. */
export function useAutosaveLifecycle(autosave: Autosave, visibility: Visibility = {}): void {
  const online = useRef(true);
  const shown = useEffectEvent(() => visibility.onShow?.());
  const hidden = useEffectEvent(() => visibility.onHide?.());

  useEffect(() => {
    const turn = () => {
      if (document.visibilityState === 'hidden') {
        hidden();
        autosave.flush();
      } else {
        shown();
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
      shown();
    }
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', warn);
    const stops = [
      autosave.watchKept(),
      connection.state.subscribe(back),
      session.state.subscribe(signedIn),
    ];
    return () => {
      document.removeEventListener('visibilitychange', turn);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', warn);
      stops.forEach((stop) => stop());
      hidden();
      autosave.stop();
    };
  }, [autosave]);
}
