import { isNewer, type BoardElement } from '@/lib/whiteboard/merge';

/** As much as goes into one frame, with room for its envelope. */
const chunkUnits = 200_000;
const gatherMillis = 120;

/** What came of elements that were sent: held is what the server may take later. */
export type Sent = 'taken' | 'held' | 'refused';

/** One whiteboard's changes on their way: gathered, sent one after the other, and kept until the server has them. */
export class SharedBoard {
  private readonly pending = new Map<string, BoardElement>();
  private readonly listeners = new Set<(refused: ReadonlySet<string>) => void>();
  private inFlight = false;
  private held = false;
  private cancelSend: (() => void) | null = null;

  constructor(
    private readonly send: (elements: BoardElement[]) => Promise<Sent>,
    private readonly after: (millis: number, run: () => void) => () => void,
    private readonly changed: () => void,
  ) {}

  /** What the server has not confirmed yet. */
  get unsent(): BoardElement[] {
    return [...this.pending.values()];
  }

  change(elements: readonly BoardElement[]): void {
    for (const element of elements) {
      const known = this.pending.get(element.id);
      if (!known || isNewer(element, known)) {
        this.pending.set(element.id, element);
      }
    }
    this.changed();
    this.sendSoon();
  }

  /** Hears of elements that the server will never take, by their ids. */
  onRefused(listener: (refused: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What was in the way may be gone: the phase, the focus time, the database. */
  retry(): void {
    this.held = false;
    this.sendSoon();
  }

  private sendSoon(): void {
    if (!this.held && !this.inFlight && this.pending.size > 0) {
      this.cancelSend ??= this.after(gatherMillis, () => {
        this.cancelSend = null;
        void this.sendNow();
      });
    }
  }

  private async sendNow(): Promise<void> {
    const chunk: BoardElement[] = [];
    let units = 0;
    for (const element of this.pending.values()) {
      units += JSON.stringify(element).length;
      if (units > chunkUnits && chunk.length > 0) {
        break;
      }
      chunk.push(element);
    }
    this.inFlight = true;
    // Until the answer is known: what was in the way may be gone before we hear that it was there.
    this.held = true;
    const sent = await this.send(chunk);
    this.inFlight = false;
    if (sent !== 'held') {
      this.held = false;
      // What was drawn anew meanwhile is still to be sent.
      const settled = chunk.filter((element) => this.pending.get(element.id) === element);
      settled.forEach(({ id }) => this.pending.delete(id));
      if (sent === 'refused') {
        const refused = new Set(settled.map(({ id }) => id));
        this.listeners.forEach((listener) => listener(refused));
      }
    }
    this.changed();
    this.sendSoon();
  }
}
