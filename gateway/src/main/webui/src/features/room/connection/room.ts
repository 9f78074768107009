import type { Extension } from '@codemirror/state';
import { SharedBoard, type Sent } from '@/features/room/board/shared-board';
import { SharedDocument, type KeptDocument } from '@/features/room/document/shared-document';
import { Store } from '@/lib/store';
import type { BoardElement } from '@/lib/whiteboard/merge';
import type {
  Action,
  ChangesJson,
  DocumentLanguage,
  Entry,
  Me,
  Person,
  PrivateEntry,
  RoomState,
  Welcome,
  Whisper,
  WhisperKind,
} from './protocol';
import {
  RoomConnection,
  type Done,
  type Listener,
  type OpFrame,
  type RefusedError,
  type World,
} from './room-connection';
import { applyEntry } from './room-state';

/** Everything that a page of this tab leaves to the next one while something is unsent, or is to be copied. */
export interface KeptRoom {
  /** The account that it belongs to: the next one that signs in in this tab must not see it. */
  owner: string;
  since: number;
  me: Me;
  state: RoomState;
  notes: PrivateEntry[];
  documents: KeptDocument[];
  boards: { id: string; elements: BoardElement[] }[];
  ops: readonly OpFrame[];
  leftovers: readonly Leftover[];
}

/** A document as somebody wrote it, which the server will not take any more. */
export interface Leftover {
  doc: string;
  text: string;
}

/** Where it is kept; a private window may refuse. */
export interface RoomKeeper {
  read(): KeptRoom | null;
  /** Whether it is really kept. */
  keep(room: KeptRoom): boolean;
  forget(): void;
}

export interface RoomOptions {
  client: string;
  /** The id of the account that is signed in. */
  owner: string;
  world: World;
  keeper: RoomKeeper;
  /** What the state of a document has for a view, asked for each fresh state. */
  extensions?: (room: Room, document: string) => Extension;
}

const keepAfterMillis = 800;

const retryMillis = 2_000;
/** Refusals of what was written or drawn that may be another answer later. */
const passing: ReadonlySet<string> = new Set(['failed', 'focus', 'not-live', 'unavailable']);

/** A room as one participant has it: what everybody sees, what is theirs alone, and what is still unsent. */
export class Room implements Listener {
  readonly connection: RoomConnection;
  /** Null until the first welcome. */
  readonly state = new Store<RoomState | null>(null);
  readonly me = new Store<Me | null>(null);
  readonly people = new Store<readonly Person[]>([]);
  /** What participants are called, also those who have left again. */
  readonly names = new Store<ReadonlyMap<string, string>>(new Map());
  readonly notes = new Store<readonly PrivateEntry[]>([]);
  readonly documents = new Store<ReadonlyMap<string, SharedDocument>>(new Map());
  /** Changes and operations that the server has not confirmed. */
  readonly unsent = new Store(0);
  /** Whether a reload would bring back what is unsent, as far as was tried. */
  readonly keptHere = new Store(true);
  /** This connection's id, by which others reach it. */
  readonly connectionId = new Store<string | null>(null);
  /** The last thing that went wrong, to be said. */
  readonly trouble = new Store<{ code: string; detail: string } | null>(null);
  /** What was written and could not be kept in its document, until its author has done with it. */
  readonly leftovers = new Store<readonly Leftover[]>([]);
  private readonly boards = new Map<string, SharedBoard>();
  private readonly whisperers = new Set<(whisper: Whisper) => void>();
  private readonly followers = new Set<(entry: Entry) => void>();
  private cancelKeep: (() => void) | null = null;
  /** Something lies in the keeper, or is about to. */
  private keeps = false;

  constructor(private readonly options: RoomOptions) {
    const kept = options.keeper.read();
    this.connection = new RoomConnection(
      options.client,
      options.world,
      this,
      kept ? { since: kept.since, ops: kept.ops } : undefined,
    );
    if (kept) {
      this.keeps = true;
      this.me.set(kept.me);
      this.state.set(kept.state);
      this.notes.set(kept.notes);
      this.leftovers.set(kept.leftovers);
      kept.documents.forEach((document) =>
        this.document(document.id, document).restore(document.pending),
      );
      kept.boards.forEach(({ id, elements }) => this.board(id).change(elements));
    }
    this.connection.waiting.subscribe(() => this.count());
    this.count();
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.keepNow();
    this.connection.stop();
  }

  do(action: Action): Promise<Done> {
    return this.connection.do(action).catch((error: RefusedError) => {
      this.trouble.set({ code: error.code, detail: error.message });
      throw error;
    });
  }

  /** As `do`, for what needs no answer: a refusal is told by `trouble`. */
  tell(action: Action): void {
    this.do(action).catch(() => undefined);
  }

  whisper(kind: WhisperKind, data: Record<string, unknown>, to?: string): void {
    if (kind !== 'signal' && this.me.get()?.role === 'OBSERVER') {
      // Observers are silent: the server would refuse where they look and type.
      return;
    }
    this.connection.whisper(kind, data, to);
  }

  /** Hears what others whisper. */
  onWhisper(listener: (whisper: Whisper) => void): () => void {
    this.whisperers.add(listener);
    return () => this.whisperers.delete(listener);
  }

  /** Hears each entry after it was applied. */
  onEntry(listener: (entry: Entry) => void): () => void {
    this.followers.add(listener);
    return () => this.followers.delete(listener);
  }

  nameOf(participant: string | null | undefined): string {
    return this.names.get().get(participant ?? '') ?? 'Somebody';
  }

  /** Learns what participants are called. */
  called(people: readonly { id: string; name: string }[]): void {
    const before = this.names.get();
    if (people.some(({ id, name }) => before.get(id) !== name)) {
      const names = new Map(before);
      people.forEach(({ id, name }) => names.set(id, name));
      this.names.set(names);
    }
  }

  welcome(welcome: Welcome): void {
    this.me.set(welcome.me);
    this.called([{ id: welcome.me.participantId, name: welcome.me.name }]);
    if (welcome.notes) {
      this.notes.set(welcome.notes.filter(({ deleted }) => deleted !== true));
    }
    if (welcome.state) {
      this.state.set(welcome.state);
      for (const start of welcome.state.docs) {
        const known = this.documents.get().get(start.id);
        if (known) {
          this.setAside(start.id, known.leftover(start.text));
          known.reset(start);
        } else {
          this.document(start.id, start);
        }
      }
    }
    this.retry();
    this.connectionId.set(welcome.connection);
    this.count();
  }

  entries(entries: Entry[]): void {
    for (const entry of entries) {
      if (entry.kind === 'edit') {
        if (!this.edited(entry)) {
          this.connection.resync();
          return;
        }
      } else {
        if (entry.kind === 'doc') {
          const { id, version, text } = entry.data as {
            id: string;
            version?: number;
            text?: string;
          };
          if (!this.documents.get().has(id)) {
            this.document(id, { version: version ?? 0, text: text ?? '' });
          }
        }
        const state = this.state.get();
        if (state) {
          this.state.set(applyEntry(state, entry));
        }
      }
      if (entry.kind === 'phase' || entry.kind === 'focus') {
        this.retry();
      }
      this.followers.forEach((listener) => listener(entry));
    }
    this.count();
  }

  stale(doc: string, version: number): void {
    this.documents.get().get(doc)?.stale(version);
  }

  note(entry: PrivateEntry): void {
    const others = this.notes.get().filter(({ id }) => id !== entry.id);
    this.notes.set(
      entry.deleted === true
        ? others
        : [...others, entry].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    );
  }

  presence(people: Person[]): void {
    this.called(people.map(({ participantId, name }) => ({ id: participantId, name })));
    this.people.set(people);
  }

  whispered(whisper: Whisper): void {
    this.whisperers.forEach((listener) => listener(whisper));
  }

  error(code: string, detail: string, doc: string | undefined): void {
    const document = doc === undefined ? undefined : this.documents.get().get(doc);
    if (!document) {
      this.trouble.set({ code, detail });
    } else if (passing.has(code)) {
      // It waits for what is in its way: the phase, the focus time, the database.
      document.held();
      if (code === 'failed') {
        this.options.world.after(retryMillis, () => document.reconnected());
      }
    } else {
      this.trouble.set({ code, detail });
      this.setAside(document.id, document.leftover());
      document.discard();
    }
  }

  /** Its author has copied it, or does not want it. */
  dropLeftover(leftover: Leftover): void {
    this.leftovers.set(this.leftovers.get().filter((other) => other !== leftover));
    this.count();
  }

  private setAside(doc: string, text: string | null): void {
    if (text !== null) {
      this.leftovers.set([...this.leftovers.get(), { doc, text }]);
    }
  }

  /** Keeps what is unsent for a reload; called when the page is about to go, too. */
  keepNow(): void {
    this.cancelKeep?.();
    this.cancelKeep = null;
    const state = this.state.get();
    const me = this.me.get();
    const since = this.connection.since;
    if (!this.hasToKeep || !state || !me || since === null) {
      this.options.keeper.forget();
      this.keeps = false;
      this.keptHere.set(!this.hasToKeep);
      return;
    }
    this.keeps = true;
    const kept = this.options.keeper.keep({
      owner: this.options.owner,
      since,
      me,
      state,
      notes: [...this.notes.get()],
      documents: [...this.documents.get().values()].map((document) => document.kept()),
      boards: [...this.boards].map(([id, board]) => ({ id, elements: board.unsent })),
      // What was drawn is kept by its board, newer than it was sent.
      ops: this.connection.waiting.get().filter(({ action }) => action !== 'board.change'),
      leftovers: this.leftovers.get(),
    });
    this.keptHere.set(kept);
  }

  private get hasToKeep(): boolean {
    return this.unsent.get() > 0 || this.leftovers.get().length > 0;
  }

  /** What is drawn on a whiteboard goes by here. */
  board(id: string): SharedBoard {
    let board = this.boards.get(id);
    if (!board) {
      board = new SharedBoard(
        (elements) => this.draw(id, elements),
        this.options.world.after,
        () => this.count(),
      );
      this.boards.set(id, board);
    }
    return board;
  }

  private async draw(id: string, elements: BoardElement[]): Promise<Sent> {
    try {
      await this.connection.do({ action: 'board.change', board: id, elements });
      return 'taken';
    } catch (error) {
      const { code, message } = error as RefusedError;
      if (code === 'focus' || code === 'not-live') {
        return 'held';
      }
      if (passing.has(code) || code === 'too-many-waiting') {
        this.options.world.after(retryMillis, () => this.boards.get(id)?.retry());
        return 'held';
      }
      this.trouble.set({ code, detail: message });
      return 'refused';
    }
  }

  /** What the server would not take for a while may go now. */
  private retry(): void {
    this.documents.get().forEach((document) => document.reconnected());
    this.boards.forEach((board) => board.retry());
  }

  private edited({ data }: Entry): boolean {
    const { doc, ...edit } = data as {
      doc: string;
      version: number;
      client: string;
      changes: ChangesJson;
    };
    const document = this.documents.get().get(doc);
    return document !== undefined && document.receive(edit);
  }

  private document(id: string, start: { version: number; text: string }): SharedDocument {
    const document = new SharedDocument(
      id,
      this.options.client,
      start,
      (doc, version, updates) => this.connection.push(doc, version, updates),
      () => this.options.extensions?.(this, id) ?? [],
    );
    document.unsent.subscribe(() => this.count());
    this.documents.set(new Map(this.documents.get()).set(id, document));
    return document;
  }

  /** The language that a document is written in just now. */
  languageOf(id: string): DocumentLanguage {
    return this.state.get()?.docs.find((doc) => doc.id === id)?.language ?? 'plain';
  }

  private count(): void {
    let unsent = this.connection.waiting
      .get()
      .filter(({ action }) => action !== 'board.change').length;
    this.boards.forEach((board) => {
      unsent += board.unsent.length;
    });
    this.documents.get().forEach((document) => {
      unsent += document.unsent.get();
    });
    this.unsent.set(unsent);
    if (this.hasToKeep) {
      this.cancelKeep ??= this.options.world.after(keepAfterMillis, () => this.keepNow());
    } else if (this.keeps) {
      this.keepNow();
    }
  }
}
