import { Store } from '@/lib/store';
import {
  closeCodes,
  type Action,
  type ChangesJson,
  type ClientFrame,
  type Entry,
  type EntryKind,
  type Limits,
  type PrivateEntry,
  type Person,
  type ServerFrame,
  type Welcome,
  type Whisper,
  type WhisperKind,
} from './protocol';
import { ServerClock } from './server-clock';

/** As much of a WebSocket as is needed here. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** What the connection needs of the world, so that tests can hold it still. */
export interface World {
  open(): Socket;
  /** Milliseconds on a clock that only runs forward. */
  steady(): number;
  after(millis: number, run: () => void): () => void;
  /** In [0, 1). */
  random(): number;
  /** Why no connection comes about, asked after a few failures: the socket itself cannot tell. */
  diagnose(): Promise<'unreachable' | 'signed-out' | 'not-in-it'>;
}

/** Why there will be no further try by itself. */
export type Ended = 'signed-out' | 'not-in-it' | 'taken-over' | 'over' | 'broken';

export type Link =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  /** The next try is at that moment of the steady clock. */
  | { kind: 'waiting'; attempt: number; until: number }
  | { kind: 'ended'; why: Ended };

export interface Listener {
  welcome(welcome: Welcome): void;
  entries(entries: Entry[]): void;
  stale(doc: string, version: number): void;
  note(entry: PrivateEntry): void;
  presence(people: Person[]): void;
  whispered(whisper: Whisper): void;
  /** @param doc whose push it answers, if it does */
  error(code: string, detail: string, doc: string | undefined): void;
}

export type OpFrame = { type: 'do'; op: string } & Action;

export interface Done {
  seq?: number;
  id?: string;
}

/** The server said no, and says why. */
export class RefusedError extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

interface Waiting {
  frame: OpFrame;
  sent: boolean;
  resolve: (done: Done) => void;
  reject: (error: RefusedError) => void;
}

const timing = {
  firstRetry: 500,
  longestRetry: 15_000,
  /** A connection that held so long was a good one; the next failure starts from the shortest wait. */
  goodAfter: 5_000,
  ping: 8_000,
  /** Nothing heard for so long, although we asked: the link is dead, whatever the socket says. */
  deadAfter: 20_000,
  /** How long a link that may be gone gets to answer. */
  probe: 3_000,
  welcome: 10_000,
} as const;

const bounds = { waitingOps: 500, opsInFlight: 32, buffered: 1_000_000, whisperBuffered: 64_000 };

/** Held back from some while a candidate thinks, and sent later with the number that they had all along. */
const withheld: ReadonlySet<EntryKind> = new Set(['edit', 'board', 'picture', 'boardText', 'run']);

/**
 * One participant's line to a room. It comes back by itself, goes on where it was, and keeps what the server
 * has not confirmed. It knows nothing of what the entries mean.
 */
export class RoomConnection {
  readonly link = new Store<Link>({ kind: 'connecting', attempt: 0 });
  /** Operations that the server has not confirmed yet. */
  readonly waiting = new Store<readonly OpFrame[]>([]);
  readonly clock: ServerClock;
  limits: Limits = {};

  private socket: Socket | null = null;
  private welcomed = false;
  private welcomedAt = 0;
  private attempt = 0;
  private broken = 0;
  private heardAt = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private cancelProbe: (() => void) | null = null;
  private readonly ops = new Map<string, Waiting>();
  /** Everything up to here has been seen; null before the first welcome. */
  private seen: number | null;
  /** Seen beyond a gap: what lies between is withheld for now. */
  private readonly ahead = new Set<number>();

  constructor(
    readonly client: string,
    private readonly world: World,
    private readonly listener: Listener,
    /** What an earlier page of this tab left: where it was, and what it had not got confirmed. */
    kept: { since: number | null; ops: readonly OpFrame[] } = { since: null, ops: [] },
  ) {
    this.clock = new ServerClock(() => world.steady());
    this.seen = kept.since;
    for (const frame of kept.ops) {
      this.ops.set(frame.op, {
        frame,
        sent: false,
        resolve: () => undefined,
        reject: () => undefined,
      });
    }
    this.tellWaiting();
  }

  /** Up to where nothing is missing. */
  get since(): number | null {
    return this.seen;
  }

  start(): void {
    if (!this.socket && !this.cancelRetry) {
      this.connect();
    }
  }

  /** Leaves, for good or until `start`. */
  stop(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.drop(1000);
  }

  /** The network is said to be back, or somebody asks: no reason to wait any longer. */
  retryNow(): void {
    const link = this.link.get();
    if (link.kind === 'waiting' || link.kind === 'ended') {
      this.cancelRetry?.();
      this.attempt = 0;
      this.connect();
    } else if (link.kind === 'open') {
      this.probe();
    }
  }

  /** How long it is until a moment of the steady clock. */
  waitLeft(until: number): number {
    return until - this.world.steady();
  }

  /** Asks a link that may be gone for a sign of life, and gives it up if none comes. */
  probe(): void {
    if (this.welcomed && !this.cancelProbe) {
      const asked = this.world.steady();
      this.ping();
      this.cancelProbe = this.world.after(timing.probe, () => {
        this.cancelProbe = null;
        if (this.heardAt < asked) {
          this.lost(1006);
        }
      });
    }
  }

  /** Asks for everything anew, when what came does not fit together. */
  resync(): void {
    this.seen = null;
    this.ahead.clear();
    this.attempt = 0;
    this.drop(1000);
    this.connect();
  }

  do(action: Action): Promise<Done> {
    if (this.ops.size >= bounds.waitingOps) {
      return Promise.reject(
        new RefusedError('too-many-waiting', 'Too much is waiting for the connection already.'),
      );
    }
    const frame: OpFrame = { type: 'do', op: crypto.randomUUID(), ...action };
    if (this.isTooLarge(frame)) {
      return Promise.reject(new RefusedError('too-large', 'That is too large to be sent.'));
    }
    return new Promise((resolve, reject) => {
      this.ops.set(frame.op, { frame, sent: false, resolve, reject });
      this.tellWaiting();
      this.sendOps();
    });
  }

  /** @returns whether it was sent; what comes of it is told by entries or by `stale`. */
  push(doc: string, version: number, updates: { changes: ChangesJson }[]): boolean {
    // The server may move them: we take each entry by itself, as that asks for.
    const frame: ClientFrame = { type: 'push', doc, version, rebase: true, updates };
    if (this.welcomed && this.isTooLarge(frame)) {
      // The server would close the connection over it, each time that it comes.
      this.listener.error('too-large', 'That is too large to be sent.', doc);
      return false;
    }
    return this.send(frame);
  }

  /** Sent if it can be sent now; nobody misses it otherwise. */
  whisper(kind: WhisperKind, data: Record<string, unknown>, to?: string): void {
    if (this.socket && this.socket.bufferedAmount < bounds.whisperBuffered) {
      this.send({ type: 'whisper', kind, ...(to !== undefined && { to }), data });
    }
  }

  private isTooLarge(frame: ClientFrame): boolean {
    const limit = this.limits.frameBytes;
    return limit !== undefined && new TextEncoder().encode(JSON.stringify(frame)).length > limit;
  }

  private connect(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.link.set({ kind: 'connecting', attempt: this.attempt });
    this.welcomed = false;
    const socket = this.world.open();
    this.socket = socket;
    this.heardAt = this.world.steady();
    // What a socket says after we gave it up is nobody's business.
    const current = () => this.socket === socket;
    this.cancelProbe = this.world.after(timing.welcome, () => {
      this.cancelProbe = null;
      this.lost(1006);
    });
    socket.onopen = () => {
      if (current()) {
        const hello: ClientFrame = { type: 'hello', v: 1, client: this.client, since: this.seen };
        socket.send(JSON.stringify(hello));
      }
    };
    socket.onmessage = ({ data }) => {
      if (current()) {
        this.heard(data);
      }
    };
    socket.onclose = ({ code }) => {
      if (current()) {
        this.lost(code);
      }
    };
  }

  private heard(data: unknown): void {
    this.heardAt = this.world.steady();
    const frame = read(data);
    if (!frame) {
      return;
    }
    switch (frame.type) {
      case 'welcome':
        this.greeted(frame);
        return;
      case 'entries':
        this.received(frame.entries);
        return;
      case 'done':
        this.settle(frame.op, ({ resolve }) =>
          resolve({
            ...(frame.seq !== undefined && { seq: frame.seq }),
            ...(frame.id !== undefined && { id: frame.id }),
          }),
        );
        return;
      case 'refused':
        this.settle(frame.op, ({ reject }) => reject(new RefusedError(frame.code, frame.detail)));
        return;
      case 'pong':
        if (typeof frame.t === 'number') {
          this.clock.answered(frame.t, frame.now);
        }
        return;
      case 'stale':
        this.listener.stale(frame.doc, frame.version);
        return;
      case 'note':
        this.listener.note(frame);
        return;
      case 'presence':
        this.listener.presence(frame.people);
        return;
      case 'whisper':
        this.listener.whispered(frame);
        return;
      case 'error':
        this.listener.error(frame.code, frame.detail, frame.doc);
        return;
    }
  }

  private greeted(welcome: Welcome): void {
    this.cancelProbe?.();
    this.cancelProbe = null;
    this.welcomed = true;
    this.welcomedAt = this.world.steady();
    this.limits = welcome.limits;
    this.clock.told(welcome.now);
    if (!welcome.resumed) {
      this.seen = welcome.seq;
      this.ahead.clear();
    }
    this.listener.welcome(welcome);
    this.link.set({ kind: 'open' });
    this.ping();
    this.keepAlive();
    for (const op of this.ops.values()) {
      op.sent = false;
    }
    this.sendOps();
  }

  private received(entries: Entry[]): void {
    const fresh = entries.filter(({ seq, kind }) => this.note(seq) || withheld.has(kind));
    if (fresh.length > 0) {
      this.listener.entries(fresh);
    }
  }

  /** @returns whether this number is new. */
  private note(seq: number): boolean {
    const seen = this.seen ?? 0;
    if (seq <= seen || this.ahead.has(seq)) {
      return false;
    }
    this.ahead.add(seq);
    let next = seen;
    while (this.ahead.delete(next + 1)) {
      next += 1;
    }
    this.seen = next;
    return true;
  }

  private sendOps(): void {
    if (!this.welcomed) {
      return;
    }
    const all = [...this.ops.values()];
    let room = bounds.opsInFlight - all.filter(({ sent }) => sent).length;
    for (const op of all) {
      if (room <= 0) {
        return;
      }
      if (!op.sent && this.send(op.frame)) {
        op.sent = true;
        room -= 1;
      }
    }
  }

  private settle(op: string, tell: (waiting: Waiting) => void): void {
    const waiting = this.ops.get(op);
    if (waiting) {
      this.ops.delete(op);
      this.tellWaiting();
      tell(waiting);
      this.sendOps();
    }
  }

  private tellWaiting(): void {
    this.waiting.set([...this.ops.values()].map(({ frame }) => frame));
  }

  private send(frame: ClientFrame): boolean {
    if (!this.socket || !this.welcomed || this.socket.bufferedAmount > bounds.buffered) {
      return false;
    }
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private ping(): void {
    this.send({ type: 'ping', t: this.world.steady() });
  }

  private keepAlive(): void {
    this.cancelPing?.();
    this.cancelPing = this.world.after(timing.ping, () => {
      if (this.world.steady() - this.heardAt >= timing.deadAfter) {
        this.lost(1006);
      } else {
        this.ping();
        this.sendOps();
        this.keepAlive();
      }
    });
  }

  /** Closes the socket and forgets it, with its timers. */
  private drop(code: number): void {
    const socket = this.socket;
    this.socket = null;
    this.welcomed = false;
    this.cancelPing?.();
    this.cancelPing = null;
    this.cancelProbe?.();
    this.cancelProbe = null;
    socket?.close(code);
  }

  private lost(code: number): void {
    const held = this.welcomed && this.world.steady() - this.welcomedAt >= timing.goodAfter;
    const knew = this.welcomed;
    this.drop(1000);
    const why = endOf(code);
    if (why) {
      this.link.set({ kind: 'ended', why });
      return;
    }
    if (code === closeCodes.badFrames || code === closeCodes.tooLarge) {
      this.broken += 1;
      if (this.broken >= 3) {
        this.link.set({ kind: 'ended', why: 'broken' });
        return;
      }
    }
    this.attempt = held ? 1 : this.attempt + 1;
    if (!knew && this.attempt >= 2) {
      void this.ask();
    }
    this.retryAfter(this.waitFor(code));
  }

  private waitFor(code: number): number {
    // Neither is our fault: another instance serves us, and the gateway hands in a fresh token.
    const welcomeBack = code === closeCodes.goingDown || code === closeCodes.tokenOver;
    if (welcomeBack && this.attempt <= 1) {
      return this.world.random() * 250;
    }
    const floor = code === closeCodes.tooFast ? 4_000 : timing.firstRetry;
    const longest = Math.min(timing.longestRetry, floor * 2 ** (this.attempt - 1));
    // Those who lost the same server do not all come back in the same moment.
    return longest * (0.5 + this.world.random() / 2);
  }

  private retryAfter(millis: number): void {
    this.link.set({
      kind: 'waiting',
      attempt: this.attempt,
      until: this.world.steady() + millis,
    });
    this.cancelRetry = this.world.after(millis, () => this.connect());
  }

  /** A refused upgrade looks like a lost network to a browser; another request tells them apart. */
  private async ask(): Promise<void> {
    const why = await this.world.diagnose();
    if (why !== 'unreachable' && !this.welcomed && this.link.get().kind !== 'ended') {
      this.cancelRetry?.();
      this.cancelRetry = null;
      this.drop(1000);
      this.link.set({ kind: 'ended', why });
    }
  }
}

function endOf(code: number): Ended | undefined {
  switch (code) {
    case closeCodes.notInIt:
    case closeCodes.unknown:
      return 'not-in-it';
    case closeCodes.takenOver:
      return 'taken-over';
    case closeCodes.over:
      return 'over';
    default:
      return undefined;
  }
}

function read(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') {
    return undefined;
  }
  try {
    return JSON.parse(data) as ServerFrame;
  } catch {
    return undefined; // half a frame of a dying connection
  }
}
