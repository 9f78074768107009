import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextMark } from './marks.mjs';

const DRAIN_MILLIS = 20_000;

/** The smallest value that at least this share (0 to 1) of all does not exceed; NaN without any. */
export function percentile(values, share) {
  if (values.length === 0) {
    return NaN;
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1];
}

/** What one edit's way to the disk costs here, in milliseconds: the median of many small syncs. */
export function commitMillis(folder) {
  const place = mkdtempSync(join(folder, 'sync-'));
  const file = openSync(join(place, 'probe'), 'w');
  const millis = [];
  const block = Buffer.alloc(8192, 1);
  for (let round = 0; round < 200; round += 1) {
    const begin = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    millis.push(performance.now() - begin);
  }
  closeSync(file);
  rmSync(place, { recursive: true });
  return percentile(millis, 0.5);
}

/** Remembers when each mark was typed, and how long it took until the other side saw it. */
export class Ledger {
  sentAt = new Map();
  millis = [];
  seen = new Set();
  twice = 0;
  received = 0;
  #lostBefore = 0;

  /** Counts anew; what was lost until now stays lost. */
  begin() {
    this.#lostBefore = this.lost;
    this.sentAt.clear();
    this.seen.clear();
    this.millis = [];
    this.received = 0;
  }

  send(mark) {
    this.sentAt.set(mark, performance.now());
  }

  see(mark) {
    if (!this.sentAt.has(mark)) {
      return;
    }
    if (this.seen.has(mark)) {
      this.twice += 1;
      return;
    }
    this.seen.add(mark);
    this.received += 1;
    this.millis.push(performance.now() - this.sentAt.get(mark));
  }

  get sent() {
    return this.sentAt.size;
  }

  get lost() {
    return this.#lostBefore + this.sent - this.received;
  }
}

/**
 * All clients type at their own steady rate, each beginning at a random moment, until the time is
 * up; then waits until everything has arrived, for twenty seconds at most.
 */
export async function typeAll(clients, ledger, perSecond, seconds) {
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      const gap = 1000 / perSecond;
      let due = performance.now() + Math.random() * gap;
      while (due < end) {
        await sleep(Math.max(0, due - performance.now()));
        const mark = nextMark();
        ledger.send(mark);
        client.type(mark);
        due += gap;
      }
    }),
  );
  await drained(ledger);
}

export async function drained(ledger) {
  const patience = performance.now() + DRAIN_MILLIS;
  while (ledger.lost > 0 && performance.now() < patience) {
    await sleep(50);
  }
}

/** Waits until the check holds. */
export async function until(check, millis, what) {
  const patience = performance.now() + millis;
  for (;;) {
    if (await check()) {
      return;
    }
    if (performance.now() > patience) {
      throw new Error(`${what}: not within ${millis / 1000} s`);
    }
    await sleep(100);
  }
}
