import { Store } from './store';

const probeMillis = 4_000;

/**
 * Whether Greenroom answers. One missed request is enough to call it lost; while it is lost we ask
 * every few seconds, so that recovery is noticed without the reader doing anything.
 */
class Connection {
  readonly state = new Store<'up' | 'lost'>('up');
  private probe: ReturnType<typeof setInterval> | undefined;

  reached(): void {
    clearInterval(this.probe);
    this.probe = undefined;
    this.state.set('up');
  }

  missed(): void {
    this.state.set('lost');
    this.probe ??= setInterval(() => void this.ask(), probeMillis);
  }

  /** Asks at once, for instance when the browser says that the network is back. */
  async ask(): Promise<void> {
    try {
      const response = await fetch('/api/me', { credentials: 'same-origin' });
      if (response.status < 502 || response.status > 504) {
        this.reached();
      }
    } catch {
      // Still lost; the next probe asks again.
    }
  }
}

export const connection = new Connection();
