import { randomBytes } from 'node:crypto';
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import { ChangeSet, EditorState } from '@codemirror/state';
import WebSocket from 'ws';
import { afterMark, marksIn, typed } from './marks.mjs';

const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 2000;

/**
 * A participant who types into a room as the web page does: CodeMirror's own collaboration client
 * over the protocol of docs/live-protocol.md. Reconnects and resumes by itself, and keeps what was
 * not confirmed.
 */
export class RoomClient {
  #socket = null;
  #state = null;
  #seq = null;
  /** How many updates of the push under way have not come back; the protocol allows one push. */
  #underWay = 0;
  #closed = false;
  #pause = FIRST_PAUSE_MILLIS;
  #ready;
  #isReady;

  /**
   * @param {object} room
   * @param {string} room.url address of the room's WebSocket
   * @param {() => Promise<string>} room.token gives an access token that is still good
   * @param {string} room.doc id of the document to type into
   * @param {(mark: number) => void} room.seen called for each mark that somebody else typed
   */
  constructor({ url, token, doc, seen }) {
    this.url = url;
    this.token = token;
    this.doc = doc;
    this.seen = seen;
    this.client = randomBytes(12).toString('hex');
    this.reconnects = 0;
    this.stale = 0;
    this.errors = [];
    this.#ready = new Promise((resolve) => (this.#isReady = resolve));
    this.#connect();
  }

  /** Resolves when the room has been joined for the first time. */
  get ready() {
    return this.#ready;
  }

  get text() {
    return this.#state.doc.toString();
  }

  /** How many edits the server has not confirmed yet. */
  get unconfirmed() {
    return this.#state === null ? 0 : sendableUpdates(this.#state).length;
  }

  /**
   * Types a mark somewhere near the end, where two people get into each other's way, but never into
   * another mark: that could not be found again.
   */
  type(mark) {
    const { doc } = this.#state;
    const from = Math.max(0, doc.length - 200);
    const at = from + afterMark(doc.sliceString(from), Math.floor(Math.random() * 200));
    this.#state = this.#state.update({ changes: { from: at, insert: typed(mark) } }).state;
    this.#push();
  }

  close() {
    this.#closed = true;
    this.#socket?.close();
  }

  async #connect() {
    let socket;
    try {
      socket = new WebSocket(this.url, 'greenroom.room.v1', {
        headers: { Authorization: `Bearer ${await this.token()}` },
        perMessageDeflate: false,
      });
    } catch (failure) {
      this.#again(failure);
      return;
    }
    this.#socket = socket;
    socket.on('open', () =>
      this.#send({ type: 'hello', v: 1, client: this.client, since: this.#seq }),
    );
    socket.on('message', (data) => this.#receive(JSON.parse(data.toString())));
    socket.on('error', (failure) => this.errors.push(failure.message));
    socket.on('close', (code, reason) => this.#again(`closed ${code} ${reason}`));
  }

  #again(why) {
    this.#underWay = 0;
    if (this.#closed) {
      return;
    }
    this.errors.push(String(why));
    this.reconnects += 1;
    const pause = this.#pause * (0.5 + Math.random());
    this.#pause = Math.min(LONGEST_PAUSE_MILLIS, this.#pause * 2);
    setTimeout(() => this.#connect(), pause);
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(frame));
      return true;
    }
    return false;
  }

  #push() {
    if (this.#underWay > 0 || this.#state === null) {
      return;
    }
    const updates = sendableUpdates(this.#state);
    if (updates.length === 0) {
      return;
    }
    const sent = this.#send({
      type: 'push',
      doc: this.doc,
      version: getSyncedVersion(this.#state),
      // Entries are applied one by one here, which is what allows this.
      rebase: true,
      updates: updates.map((update) => ({ changes: update.changes.toJSON() })),
    });
    this.#underWay = sent ? updates.length : 0;
  }

  #receive(frame) {
    switch (frame.type) {
      case 'welcome':
        this.#welcome(frame);
        break;
      case 'entries':
        for (const entry of frame.entries) {
          this.#entry(entry);
        }
        this.#push();
        break;
      case 'stale':
        this.stale += 1;
        this.#underWay = 0;
        this.#push();
        break;
      case 'error':
        this.errors.push(`${frame.code}: ${frame.detail}`);
        this.#underWay = 0;
        break;
      default:
        break;
    }
  }

  #welcome(frame) {
    this.#pause = FIRST_PAUSE_MILLIS;
    if (!frame.resumed) {
      const document = frame.state.docs.find((one) => one.id === this.doc);
      if (this.#state !== null && sendableUpdates(this.#state).length > 0) {
        throw new Error('The room cannot be resumed, and there are edits that were not confirmed.');
      }
      this.#seq = frame.seq;
      this.#state = EditorState.create({
        doc: document.text,
        extensions: [collab({ startVersion: document.version, clientID: this.client })],
      });
      this.#isReady();
    }
    this.#push();
  }

  #entry(entry) {
    if (entry.seq <= this.#seq) {
      return;
    }
    this.#seq = entry.seq;
    if (entry.kind !== 'edit' || entry.data.doc !== this.doc) {
      return;
    }
    const changes = ChangeSet.fromJSON(entry.data.changes);
    const mine = entry.data.client === this.client;
    this.#state = receiveUpdates(this.#state, [{ changes, clientID: entry.data.client }]).state;
    if (mine) {
      this.#underWay -= 1;
      return;
    }
    changes.iterChanges((fromA, toA, fromB, toB, inserted) => {
      for (const mark of marksIn(inserted.toString())) {
        this.seen(mark);
      }
    });
  }
}
