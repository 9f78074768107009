import type { AttemptState } from '@/lib/api/types';
import type { Clock } from '@/lib/clock';

/** What we need of `EventSource`. */
export interface EventStream {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

export interface AttemptWatchOptions {
  open: () => EventStream;
  /** The state now, for when no stream can be had; rejects when it cannot be known. */
  read: () => Promise<AttemptState>;
  onState: (state: AttemptState) => void;
  clock: Clock;
}

const errorsBeforePolling = 3;
const pollMillis = 2_000;
const slowPollMillis = 10_000;
const pollsBeforeSlow = 30;

const isFinal = (state: AttemptState): boolean => state === 'GRADED' || state === 'NOT_GRADED';

/**
 * Follows an attempt until its state is final: by server-sent events, and by asking when the stream keeps breaking
 * (some proxies swallow streams).
 */
export class AttemptWatch {
  private stream: EventStream | null = null;
  private errors = 0;
  private polls = 0;
  private cancelPoll: (() => void) | null = null;
  private stopped = false;

  constructor(private readonly options: AttemptWatchOptions) {}

  start(): void {
    this.stopped = false;
    const stream = this.options.open();
    this.stream = stream;
    stream.addEventListener('state', (event) => {
      this.errors = 0;
      const { state } = JSON.parse(event.data) as { state: AttemptState };
      this.report(state);
    });
    // The browser reconnects by itself after an error; we only count.
    stream.onerror = () => {
      this.errors += 1;
      if (this.errors >= errorsBeforePolling) {
        this.closeStream();
        this.poll(0);
      }
    };
    // A stream that opens and stays silent must not leave anyone waiting.
    this.poll(slowPollMillis);
  }

  stop(): void {
    this.stopped = true;
    this.closeStream();
    this.cancelPoll?.();
  }

  private report(state: AttemptState): void {
    if (this.stopped) {
      return;
    }
    if (isFinal(state)) {
      this.stop();
    }
    this.options.onState(state);
  }

  private poll(millis: number): void {
    this.cancelPoll?.();
    this.cancelPoll = this.options.clock.after(millis, () => {
      this.polls += 1;
      void this.options
        .read()
        .then((state) => this.report(state))
        .catch(() => undefined)
        .finally(() => {
          if (!this.stopped) {
            const quick = this.stream === null && this.polls < pollsBeforeSlow;
            this.poll(quick ? pollMillis : slowPollMillis);
          }
        });
    });
  }

  private closeStream(): void {
    this.stream?.close();
    this.stream = null;
  }
}
