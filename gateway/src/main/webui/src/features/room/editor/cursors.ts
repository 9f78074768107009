import type { Whisper } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { removePeer, setPeer } from './peers';
import { toneOf } from './tones';

interface Place {
  doc: string;
  version: number;
  anchor: number;
  head: number;
}

/** Where the others are: takes what they whisper and shows it in the documents. */
export class Cursors {
  private readonly where = new Map<string, string>();
  private readonly early = new Map<string, Whisper>();
  private readonly ends: (() => void)[];
  private steps = 0;

  constructor(private readonly room: Room) {
    this.ends = [
      room.onWhisper((whisper) => this.heard(whisper)),
      room.people.subscribe(() => this.looked()),
      room.onEntry(({ kind }) => {
        if (kind === 'edit') {
          this.early.forEach((whisper) => this.heard(whisper));
        }
      }),
    ];
  }

  stop(): void {
    this.ends.forEach((end) => end());
  }

  private heard(whisper: Whisper): void {
    if (whisper.kind !== 'cursor') {
      return;
    }
    const { doc, version, anchor, head } = whisper.data as Partial<Place>;
    const document = doc === undefined ? undefined : this.room.documents.get().get(doc);
    if (
      doc === undefined ||
      !document ||
      version === undefined ||
      anchor === undefined ||
      head === undefined
    ) {
      return;
    }
    const { fromConnection, from } = whisper;
    this.early.delete(fromConnection);
    if (version > document.version.get()) {
      // They are ahead of what we have: the place means something only when we have that text, too.
      this.early.set(fromConnection, whisper);
      return;
    }
    const before = this.where.get(fromConnection);
    if (before !== undefined && before !== doc) {
      this.remove(fromConnection, before);
    }
    this.where.set(fromConnection, doc);
    const place = document.here(head, version);
    document.edit({
      effects: setPeer.of({
        connection: fromConnection,
        name: this.room.nameOf(from),
        tone: toneOf(from),
        anchor: document.here(anchor, version),
        head: place,
        step: ++this.steps,
      }),
    });
    if (following.get() === from) {
      followed.set({ doc, place });
    }
  }

  private looked(): void {
    const here = new Set(this.room.people.get().map(({ connection }) => connection));
    this.where.forEach((doc, connection) => {
      if (!here.has(connection)) {
        this.remove(connection, doc);
        this.where.delete(connection);
        this.early.delete(connection);
      }
    });
  }

  private remove(connection: string, doc: string): void {
    this.room.documents
      .get()
      .get(doc)
      ?.edit({ effects: removePeer.of(connection) });
  }
}

/** The participant whose steps this page follows. */
export const following = new Store<string | null>(null);

/** Where that participant is; a new object for each step. */
export const followed = new Store<{ doc: string; place: number } | null>(null);
