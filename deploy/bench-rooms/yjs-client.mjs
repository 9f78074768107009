import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { marksIn, typed } from './marks.mjs';

/** The same participant in a room of the y-websocket server, with Yjs' own provider. */
export class YjsClient {
  /**
   * @param {object} room
   * @param {string} room.url address of the server
   * @param {string} room.name the room's name
   * @param {(mark: number) => void} room.seen called for each mark that somebody else typed
   */
  constructor({ url, name, seen }) {
    this.document = new Y.Doc();
    this.content = this.document.getText('code');
    this.content.observe((event) => {
      if (event.transaction.local) {
        return;
      }
      for (const part of event.delta) {
        if (typeof part.insert === 'string') {
          marksIn(part.insert).forEach(seen);
        }
      }
    });
    this.provider = new WebsocketProvider(url, name, this.document, {
      WebSocketPolyfill: WebSocket,
      disableBc: true,
    });
    this.ready = new Promise((resolve) => this.provider.once('synced', resolve));
    this.unconfirmed = 0;
    this.reconnects = 0;
    this.stale = 0;
    this.errors = [];
  }

  get text() {
    return this.content.toString();
  }

  type(mark) {
    const at = Math.max(0, this.content.length - Math.floor(Math.random() * 200));
    this.content.insert(at, typed(mark));
  }

  close() {
    this.provider.destroy();
    this.document.destroy();
  }
}
