import type { AnswerKeeper } from './answer-keeper';
import type { Clock } from './clock';

export interface ServerAnswer {
  text: string;
  revision: number;
}

export interface SaveRequest {
  text: string;
  revision: number;
  activeSeconds: number;
  /** The page is about to go away: the request must outlive it. */
  leaving: boolean;
}

export type SaveOutcome =
  | { kind: 'saved'; revision: number }
  | { kind: 'stale' }
  | { kind: 'closed' }
  | { kind: 'signed-out' }
  | { kind: 'refused'; detail: string }
  | { kind: 'unreachable'; retryAfterMillis?: number };

export interface AnswerTransport {
  save(request: SaveRequest): Promise<SaveOutcome>;
  /** The answer as the server has it; rejects when that cannot be known now. */
  read(): Promise<ServerAnswer>;
}

export type SaveState =
  | { kind: 'saved'; at: number | null }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'signed-out' }
  | { kind: 'refused'; detail: string }
  /** Somebody (the same person elsewhere) saved another text meanwhile. */
  | { kind: 'conflict'; theirs: ServerAnswer }
  /** It may no longer be written: the attempt was handed in, the claim has run out. */
  | { kind: 'closed' };

export interface AutosaveOptions {
  answer: ServerAnswer;
  transport: AnswerTransport;
  keeper: AnswerKeeper;
  clock: Clock;
  activeSeconds: () => number;
}

const debounceMillis = 1_000;
/** Somebody who never stops typing is saved this often all the same. */
const longestWaitMillis = 8_000;
const firstRetryMillis = 1_000;
const longestRetryMillis = 30_000;
/** Time without new text is worth a request only when it's more than a moment. */
const worthwhileSeconds = 5;
const rebaseLimit = 3;

/**
 * Carries a text (an answer, a reviewer's marks) to the server and says, truthfully, how far it has come.
 *
 * Every edit is kept on this device before anything else and forgotten only when the server has
 * acknowledged exactly that text. One request is under way at a time, so revisions stay in order.
 */
export class Autosave {
  private text: string;
  private base: ServerAnswer;
  private savedSeconds: number;
  private current: SaveState = { kind: 'saved', at: null };
  private keptHere = true;
  private underWay: Promise<void> | null = null;
  private leaving = false;
  private over = false;
  private failures = 0;
  private unsavedSince: number | null = null;
  private cancelTimer: (() => void) | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: AutosaveOptions) {
    this.base = options.answer;
    this.text = options.answer.text;
    this.savedSeconds = options.activeSeconds();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): SaveState => this.current;

  get answer(): string {
    return this.text;
  }

  /** What the server had when both were last the same. */
  get acknowledged(): string {
    return this.base.text;
  }

  get revision(): number {
    return this.base.revision;
  }

  get dirty(): boolean {
    return this.text !== this.base.text;
  }

  /** Closing the page now would lose text: it is neither on the server nor on this device. */
  get wouldLose(): boolean {
    return this.dirty && !this.keptHere;
  }

  edit(text: string): void {
    if (text === this.text) {
      return;
    }
    this.text = text;
    this.keep();
    if (this.blocked) {
      return;
    }
    if (!this.dirty && !this.underWay) {
      this.stopTimer(); // Undone: the server has this very text already.
      this.settle();
      return;
    }
    this.unsavedSince ??= this.options.clock.now();
    if (this.current.kind === 'offline') {
      return; // The retry that is already set takes the newest text.
    }
    if (!this.underWay) {
      this.show({ kind: 'unsaved' });
      this.schedule(this.pause());
    }
  }

  /** Saves now. Resolves to whether the server has the newest text. */
  async save(): Promise<boolean> {
    if (!this.blocked) {
      this.stopTimer();
      await this.push(this.dirty || this.worthwhile);
      // An edit may have come while the last request was under way.
      if (this.dirty && this.current.kind === 'unsaved') {
        this.stopTimer();
        await this.push(true);
      }
    }
    return !this.dirty && this.current.kind === 'saved';
  }

  /** The page may go away at any moment: what is left goes out by a request that outlives it. */
  flush(): void {
    if (this.blocked || !(this.dirty || this.worthwhile)) {
      return;
    }
    this.stopTimer();
    this.leaving = true;
    void this.push(true).finally(() => {
      this.leaving = false;
    });
  }

  /** The network or the session is back. */
  retry(): void {
    if (this.current.kind === 'offline' || this.current.kind === 'signed-out') {
      this.failures = 0;
      void this.save();
    }
  }

  /** Ends a conflict: with this text, or with the one on the server. */
  resolve(choice: 'mine' | 'theirs'): void {
    if (this.current.kind !== 'conflict') {
      return;
    }
    const { theirs } = this.current;
    this.base = theirs;
    if (choice === 'theirs') {
      this.text = theirs.text;
      this.settle();
    } else {
      this.keep();
      this.show({ kind: 'unsaved' });
      void this.push(true);
    }
  }

  /**
   * The device keeps one text of a thing, whichever window wrote last. As soon as another window's
   * is safe on the server and forgotten here, ours is kept again. Returns what ends the watch.
   */
  watchKept(): () => void {
    return this.options.keeper.onForgotten(() => {
      if (this.dirty && !this.over) {
        this.keep();
      }
    });
  }

  /** The answer of this revision was handed in: there is nothing left to save. */
  handedIn(): void {
    this.stopTimer();
    this.over = true;
  }

  /** Stops the clock; what isn't acknowledged stays kept on this device. */
  stop(): void {
    this.flush();
    this.stopTimer();
  }

  private get blocked(): boolean {
    return this.over || this.current.kind === 'conflict' || this.current.kind === 'closed';
  }

  /** Enough time has passed since the last save for the server to be told. */
  private get worthwhile(): boolean {
    return this.options.activeSeconds() - this.savedSeconds >= worthwhileSeconds;
  }

  private push(force: boolean): Promise<void> {
    if (!this.underWay) {
      if (!force) {
        return Promise.resolve();
      }
      this.underWay = this.send().finally(() => {
        this.underWay = null;
      });
    }
    return this.underWay;
  }

  private async send(): Promise<void> {
    let rebases = 0;
    for (;;) {
      const text = this.text;
      const activeSeconds = this.options.activeSeconds();
      this.show({ kind: 'saving' });
      const outcome = await this.attempt(text, activeSeconds);
      switch (outcome.kind) {
        case 'saved':
          this.failures = 0;
          this.savedSeconds = activeSeconds;
          this.base = { text, revision: outcome.revision };
          if (!this.dirty) {
            this.settle();
            return;
          }
          this.keep(); // on the revision it is now based on
          if (this.leaving) {
            continue;
          }
          this.show({ kind: 'unsaved' });
          this.unsavedSince = this.options.clock.now();
          this.schedule(debounceMillis);
          return;
        case 'stale': {
          const theirs = await this.readTheirs();
          if (!theirs) {
            this.failed();
            return;
          }
          rebases += 1;
          if (theirs.text === this.text) {
            this.base = theirs;
            this.settle();
            return;
          }
          // The other side saved what we had already: only the revision moved.
          if (theirs.text === this.base.text && rebases <= rebaseLimit) {
            this.base = theirs;
            continue;
          }
          this.show({ kind: 'conflict', theirs });
          return;
        }
        case 'closed':
          this.show({ kind: 'closed' });
          return;
        case 'signed-out':
          this.show({ kind: 'signed-out' });
          return;
        case 'refused':
          this.show({ kind: 'refused', detail: outcome.detail });
          return;
        case 'unreachable':
          this.failed(outcome.retryAfterMillis);
          return;
      }
    }
  }

  private async attempt(text: string, activeSeconds: number): Promise<SaveOutcome> {
    try {
      return await this.options.transport.save({
        text,
        activeSeconds,
        revision: this.base.revision,
        leaving: this.leaving,
      });
    } catch {
      return { kind: 'unreachable' };
    }
  }

  private async readTheirs(): Promise<ServerAnswer | null> {
    try {
      return await this.options.transport.read();
    } catch {
      return null;
    }
  }

  private failed(retryAfterMillis = 0): void {
    const backoff = Math.min(firstRetryMillis * 2 ** this.failures, longestRetryMillis);
    this.failures += 1;
    this.show({ kind: 'offline' });
    this.schedule(Math.max(backoff, retryAfterMillis));
  }

  private settle(): void {
    this.unsavedSince = null;
    this.options.keeper.forget();
    this.keptHere = true;
    this.show({ kind: 'saved', at: this.options.clock.now() });
  }

  private keep(): void {
    this.keptHere = this.options.keeper.keep({
      text: this.text,
      revision: this.base.revision,
      keptAt: this.options.clock.now(),
    });
  }

  private pause(): number {
    const waited = this.options.clock.now() - (this.unsavedSince ?? this.options.clock.now());
    return Math.max(0, Math.min(debounceMillis, longestWaitMillis - waited));
  }

  private schedule(millis: number): void {
    this.stopTimer();
    this.cancelTimer = this.options.clock.after(millis, () => {
      this.cancelTimer = null;
      void this.push(true);
    });
  }

  private stopTimer(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private show(state: SaveState): void {
    this.current = state;
    this.listeners.forEach((listener) => listener());
  }
}
