import type { BoardElement } from '@/features/room/connection/protocol';
import { isNewer } from './merge';

/** As much as goes into one frame, with room for its envelope. */
const chunkUnits = 200_000;
const gatherMillis = 120;

/** One whiteboard's changes on their way: gathered, sent one after the other, and kept until the server has them. */
export class SharedBoard {
  private readonly pending = new Map<string, BoardElement>();
  private inFlight = false;
  private cancelSend: (() => void) | null = null;

  constructor(
    private readonly send: (elements: BoardElement[]) => Promise<unknown>,
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

  private sendSoon(): void {
    if (!this.inFlight && this.pending.size > 0) {
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
    // Refused or confirmed: sending the same again would change nothing.
    await this.send(chunk).catch(() => undefined);
    this.inFlight = false;
    for (const element of chunk) {
      if (this.pending.get(element.id) === element) {
        this.pending.delete(element.id);
      }
    }
    this.changed();
    this.sendSoon();
  }
}
