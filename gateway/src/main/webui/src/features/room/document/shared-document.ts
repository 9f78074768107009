import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import {
  ChangeSet,
  EditorState,
  Text,
  type Extension,
  type TransactionSpec,
} from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { ChangesJson } from '@/features/room/connection/protocol';
import { Store } from '@/lib/store';
import { RecentChanges } from './positions';

/** A change that the server confirmed, ours or somebody's. */
export interface ConfirmedEdit {
  version: number;
  client: string;
  changes: ChangesJson;
}

/** What has to be kept to go on after a reload. */
export interface KeptDocument {
  id: string;
  version: number;
  /** The server's text of that version. */
  text: string;
  /** Our changes on top of it, in order. */
  pending: ChangesJson[];
}

/** How much a change takes up in a frame, in bytes of UTF-8. */
export const bytesOf = (changes: ChangesJson): number =>
  new TextEncoder().encode(JSON.stringify(changes)).length;

/** Sends our changes on; says whether they left. */
export type Push = (doc: string, version: number, updates: { changes: ChangesJson }[]) => boolean;

/** Several changes go into one frame up to here; a greater one goes alone. */
const pushBytes = 200_000;
const pushUpdates = 200;

/**
 * One document that several people write: CodeMirror's collaboration model with the server as the authority. It
 * lives without a view, too, so that a document nobody looks at follows all the same.
 */
export class SharedDocument {
  /** How many of our changes the server has not confirmed. */
  readonly unsent = new Store(0);
  readonly version = new Store(0);
  private state: EditorState;
  private synced: Text;
  private view: EditorView | null = null;
  private recent = new RecentChanges();
  private inFlight = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly id: string,
    private readonly client: string,
    start: { version: number; text: string },
    private readonly push: Push,
    /** What a state has besides the collaboration; asked again for every fresh state. */
    private readonly extensions: () => Extension = () => [],
  ) {
    this.synced = textOf(start.text);
    this.state = this.fresh(start.version);
    this.version.set(start.version);
  }

  /** The text as it is here, with what the server has not confirmed. */
  get text(): string {
    return this.state.doc.toString();
  }

  /** The text of the last version that the server confirmed. */
  get confirmedText(): string {
    return this.synced.toString();
  }

  get current(): EditorState {
    return this.state;
  }

  /** Called after each change of the text. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows the document in a view from now on; the view's states must be told by `updated`. */
  attach(view: EditorView): () => void {
    this.view = view;
    return () => {
      if (this.view === view) {
        this.view = null;
      }
    };
  }

  /** The view has a new state; what we wrote goes on its way. */
  updated(state: EditorState): void {
    const changed = !state.doc.eq(this.state.doc);
    this.state = state;
    this.count();
    if (changed) {
      this.listeners.forEach((listener) => listener());
    }
    this.send();
  }

  /** Changes the text without a view. */
  edit(spec: TransactionSpec): void {
    if (this.view) {
      this.view.dispatch(spec);
    } else {
      this.updated(this.state.update(spec).state);
    }
  }

  /**
   * Takes a confirmed change.
   *
   * @returns false when one before it is missing: the document must be asked for anew
   */
  receive(edit: ConfirmedEdit): boolean {
    const known = getSyncedVersion(this.state);
    if (edit.version <= known) {
      return true;
    }
    if (edit.version > known + 1) {
      return false;
    }
    let changes: ChangeSet;
    try {
      changes = ChangeSet.fromJSON(edit.changes);
      this.synced = changes.apply(this.synced);
    } catch {
      return false;
    }
    const mine = edit.client === this.client;
    if (mine && this.inFlight > 0) {
      this.inFlight -= 1;
    }
    this.recent.add(edit.version, changes.desc);
    const received = receiveUpdates(this.state, [{ changes, clientID: edit.client }]);
    if (this.view) {
      this.view.dispatch(received);
    } else {
      this.state = received.state;
      if (received.docChanged) {
        this.listeners.forEach((listener) => listener());
      }
    }
    this.version.set(edit.version);
    if (sendableUpdates(this.state).length === 0 && !this.state.doc.eq(this.synced)) {
      // Both sides moved a change differently: the server's text is the one that holds.
      this.discard();
    }
    this.count();
    this.send();
    return true;
  }

  /** The server had a newer version than we sent for; what is missing comes, then we send again. */
  stale(version: number): void {
    this.inFlight = 0;
    if (getSyncedVersion(this.state) >= version) {
      this.send();
    }
  }

  /** A new connection: what was on its way may or may not have arrived. */
  reconnected(): void {
    this.inFlight = 0;
    this.send();
  }

  /** The server will not have our changes for now. */
  held(): void {
    // Nothing is sent until something says that it may be.
    this.inFlight = Infinity;
  }

  /** The server will never have our changes: this shows its text again. */
  discard(): void {
    this.state = this.fresh(getSyncedVersion(this.state));
    this.inFlight = 0;
    this.shown();
  }

  /**
   * The server's text of that version, whatever lay between. What we wrote may be in it or not; put on top of it, it
   * might stand there twice, so that it goes: see `leftover`.
   */
  reset(start: { version: number; text: string }): void {
    this.synced = textOf(start.text);
    this.inFlight = 0;
    this.recent = new RecentChanges();
    this.state = this.fresh(start.version);
    this.version.set(start.version);
    this.shown();
  }

  /** The text as it is here, if going on from the server's would lose something that we wrote. */
  leftover(theirs: string = this.confirmedText): string | null {
    return this.unsent.get() > 0 && this.text !== theirs ? this.text : null;
  }

  /** Puts what an earlier page of this tab wrote on top again; it must fit the version that this one starts from. */
  restore(pending: readonly ChangesJson[]): void {
    this.state = replay(this.state, pending);
    this.count();
  }

  kept(): KeptDocument {
    return {
      id: this.id,
      version: getSyncedVersion(this.state),
      text: this.synced.toString(),
      pending: sendableUpdates(this.state).map(({ changes }) => changes.toJSON() as ChangesJson),
    };
  }

  /** Where a place that somebody named in that version is here and now. */
  here(position: number, version: number): number {
    const synced = this.recent.forward(position, version);
    const place = sendableUpdates(this.state).reduce(
      (at, { changes }) => changes.mapPos(Math.min(at, changes.length), 1),
      synced,
    );
    return Math.max(0, Math.min(place, this.state.doc.length));
  }

  private send(): void {
    if (this.inFlight > 0) {
      return;
    }
    const updates: { changes: ChangesJson }[] = [];
    let bytes = 0;
    for (const { changes } of sendableUpdates(this.state).slice(0, pushUpdates)) {
      const json = changes.toJSON() as ChangesJson;
      bytes += bytesOf(json);
      if (bytes > pushBytes && updates.length > 0) {
        break;
      }
      updates.push({ changes: json });
    }
    if (updates.length > 0 && this.push(this.id, getSyncedVersion(this.state), updates)) {
      this.inFlight = updates.length;
    }
  }

  private shown(): void {
    this.view?.setState(this.state);
    this.count();
    this.listeners.forEach((listener) => listener());
  }

  private count(): void {
    this.unsent.set(sendableUpdates(this.state).length);
  }

  private fresh(version: number): EditorState {
    return EditorState.create({
      doc: this.synced,
      extensions: [
        collab({ startVersion: version, clientID: this.client }),
        // Offsets count a line break as one; another kind would move every place after it.
        EditorState.lineSeparator.of('\n'),
        this.extensions(),
      ],
    });
  }
}

const textOf = (text: string): Text => Text.of(text.split('\n'));

function replay(state: EditorState, pending: readonly ChangesJson[]): EditorState {
  return pending.reduce(
    (before, json) => before.update({ changes: ChangeSet.fromJSON(json), filter: false }).state,
    state,
  );
}
