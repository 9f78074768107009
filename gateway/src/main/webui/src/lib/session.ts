import { Store } from './store';

type SessionState = 'unknown' | 'anonymous' | 'signed-in' | 'ended';

/** Whether the reader is signed in, and whether that ended under their hands. */
class Session {
  readonly state = new Store<SessionState>('unknown');

  known(signedIn: boolean): void {
    const before = this.state.get();
    if (signedIn) {
      this.state.set('signed-in');
    } else {
      this.state.set(before === 'signed-in' || before === 'ended' ? 'ended' : 'anonymous');
    }
  }

  /** A request was answered with 401. */
  refused(): void {
    if (this.state.get() === 'signed-in') {
      this.state.set('ended');
    }
  }
}

export const session = new Session();

/** Where to sign in so as to come back to this very page. */
export function signInPath(
  location: Pick<Location, 'pathname' | 'search'> = window.location,
): string {
  return `/login?returnTo=${encodeURIComponent(location.pathname + location.search)}`;
}
