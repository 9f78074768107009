import { describe, expect, it } from 'vitest';
import type { AnswerKeeper, KeptAnswer } from './answer-keeper';
import { Autosave, type SaveOutcome, type SaveRequest, type ServerAnswer } from './autosave';
import type { Clock } from './clock';

class ManualClock implements Clock {
  private time = 0;
  private timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(millis: number, run: () => void): () => void {
    const timer = { at: this.time + millis, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  async advance(millis: number): Promise<void> {
    const end = this.time + millis;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.run();
      await settled();
    }
    this.time = end;
  }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A server that keeps revisions as the real one does; `broken` answers in its place while set. */
class FakeServer {
  answer: ServerAnswer;
  broken: SaveOutcome | null = null;
  held: (() => void)[] | null = null;
  readonly requests: SaveRequest[] = [];

  constructor(text: string) {
    this.answer = { text, revision: 1 };
  }

  async save(request: SaveRequest): Promise<SaveOutcome> {
    this.requests.push(request);
    if (this.held) {
      await new Promise<void>((resolve) => this.held?.push(resolve));
    }
    if (this.broken) {
      return this.broken;
    }
    if (request.revision !== this.answer.revision) {
      return { kind: 'stale' };
    }
    this.answer = { text: request.text, revision: this.answer.revision + 1 };
    return { kind: 'saved', revision: this.answer.revision };
  }

  async read(): Promise<ServerAnswer> {
    return this.answer;
  }

  writeElsewhere(text: string): void {
    this.answer = { text, revision: this.answer.revision + 1 };
  }

  release(): void {
    const held = this.held ?? [];
    this.held = null;
    held.forEach((resolve) => resolve());
  }
}

class FakeKeeper implements AnswerKeeper {
  private tell: () => void = () => undefined;
  kept: KeptAnswer | null = null;
  full = false;

  keep(answer: KeptAnswer): boolean {
    if (this.full) {
      return false;
    }
    this.kept = answer;
    return true;
  }

  read(): KeptAnswer | null {
    return this.kept;
  }

  forget(): void {
    this.kept = null;
  }

  onForgotten(tell: () => void): () => void {
    this.tell = tell;
    return () => {
      this.tell = () => undefined;
    };
  }

  /** By another window. */
  forgetElsewhere(): void {
    this.kept = null;
    this.tell();
  }
}

function anAutosave(text = '') {
  const clock = new ManualClock();
  const server = new FakeServer(text);
  const keeper = new FakeKeeper();
  const time = { seconds: 0 };
  const autosave = new Autosave({
    answer: server.answer,
    transport: server,
    keeper,
    clock,
    activeSeconds: () => time.seconds,
  });
  return { autosave, clock, server, keeper, time };
}

describe('Autosave', () => {
  it('waits for a pause in typing and then sends the newest text once', async () => {
    const { autosave, clock, server } = anAutosave();

    autosave.edit('a');
    await clock.advance(500);
    autosave.edit('ab');
    await clock.advance(999);
    expect(server.requests).toHaveLength(0);
    await clock.advance(1);

    expect(server.requests.map(({ text }) => text)).toEqual(['ab']);
    expect(autosave.state()).toEqual({ kind: 'saved', at: clock.now() });
  });

  it('saves somebody who never stops typing', async () => {
    const { autosave, clock, server } = anAutosave();

    for (let i = 1; i <= 20; i++) {
      autosave.edit('x'.repeat(i));
      await clock.advance(500);
    }

    expect(server.requests.length).toBeGreaterThan(0);
  });

  it('keeps every edit here until the server has acknowledged that very text', async () => {
    const { autosave, clock, server, keeper } = anAutosave();
    server.held = [];

    autosave.edit('first');
    await clock.advance(1_000);
    autosave.edit('first and second');
    server.release();
    await settled();

    expect(keeper.kept).toMatchObject({ text: 'first and second', revision: 2 });
    await clock.advance(1_000);
    expect(server.answer.text).toBe('first and second');
    expect(keeper.kept).toBeNull();
  });

  it('has one request under way at a time', async () => {
    const { autosave, clock, server } = anAutosave();
    server.held = [];

    autosave.edit('one');
    await clock.advance(1_000);
    autosave.edit('two');
    void autosave.save();
    await clock.advance(5_000);
    expect(server.requests).toHaveLength(1);

    server.release();
    await settled();
    await clock.advance(1_000);
    expect(server.requests.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(server.answer.text).toBe('two');
  });

  it('asks again ever more slowly while the server cannot be reached, and loses nothing', async () => {
    const { autosave, clock, server, keeper } = anAutosave();
    server.broken = { kind: 'unreachable' };

    autosave.edit('kept');
    await clock.advance(1_000);
    expect(autosave.state().kind).toBe('offline');
    await clock.advance(1_000 + 2_000 + 4_000);
    expect(server.requests).toHaveLength(4);
    await clock.advance(120_000);
    expect(server.requests.length).toBeLessThan(12);
    expect(keeper.kept?.text).toBe('kept');

    autosave.edit('kept and more');
    server.broken = null;
    await clock.advance(30_000);

    expect(server.answer.text).toBe('kept and more');
    expect(autosave.state().kind).toBe('saved');
  });

  it('waits as long as the server asks for', async () => {
    const { autosave, clock, server } = anAutosave();
    server.broken = { kind: 'unreachable', retryAfterMillis: 20_000 };

    autosave.edit('x');
    await clock.advance(1_000 + 19_000);

    expect(server.requests).toHaveLength(1);
  });

  it('tries at once when the connection is back', async () => {
    const { autosave, clock, server } = anAutosave();
    server.broken = { kind: 'unreachable' };
    autosave.edit('x');
    await clock.advance(60_000);
    server.broken = null;

    autosave.retry();
    await settled();

    expect(server.answer.text).toBe('x');
  });

  it('shows a conflict when another text was saved meanwhile, and keeps ours', async () => {
    const { autosave, clock, server, keeper } = anAutosave('start');
    server.writeElsewhere('theirs');

    autosave.edit('mine');
    await clock.advance(1_000);

    expect(autosave.state()).toEqual({
      kind: 'conflict',
      theirs: { text: 'theirs', revision: 2 },
    });
    expect(server.answer.text).toBe('theirs');
    autosave.edit('mine, longer');
    await clock.advance(60_000);
    expect(server.requests).toHaveLength(1);
    expect(keeper.kept?.text).toBe('mine, longer');
  });

  it('keeps ours again when another window has used the place for its own', async () => {
    const { autosave, clock, server, keeper } = anAutosave('start');
    const stop = autosave.watchKept();
    server.writeElsewhere('theirs');
    autosave.edit('mine');
    await clock.advance(1_000);

    keeper.keep({ text: 'theirs, longer', revision: 2, keptAt: 0 });
    keeper.forgetElsewhere();

    expect(keeper.kept?.text).toBe('mine');
    stop();
    keeper.forgetElsewhere();
    expect(keeper.kept).toBeNull();
  });

  it('keeps nothing again that the server has', async () => {
    const { autosave, clock, keeper } = anAutosave('start');
    autosave.watchKept();
    autosave.edit('mine');
    await clock.advance(1_000);

    keeper.forgetElsewhere();

    expect(keeper.kept).toBeNull();
  });

  it('replaces the other text when this one is chosen', async () => {
    const { autosave, clock, server, keeper } = anAutosave('start');
    server.writeElsewhere('theirs');
    autosave.edit('mine');
    await clock.advance(1_000);

    autosave.resolve('mine');
    await settled();

    expect(server.answer).toEqual({ text: 'mine', revision: 3 });
    expect(keeper.kept).toBeNull();
  });

  it('takes the other text over when that is chosen', async () => {
    const { autosave, clock, server, keeper } = anAutosave('start');
    server.writeElsewhere('theirs');
    autosave.edit('mine');
    await clock.advance(1_000);

    autosave.resolve('theirs');

    expect(autosave.answer).toBe('theirs');
    expect(autosave.dirty).toBe(false);
    expect(keeper.kept).toBeNull();
    expect(server.answer.text).toBe('theirs');
  });

  it('sees no conflict where only the revision moved', async () => {
    const { autosave, clock, server } = anAutosave('start');
    server.writeElsewhere('start');

    autosave.edit('start and more');
    await clock.advance(1_000);

    expect(autosave.state().kind).toBe('saved');
    expect(server.answer.text).toBe('start and more');
  });

  it('flushes on leaving with a request that outlives the page, also what comes after one under way', async () => {
    const { autosave, clock, server } = anAutosave();
    server.held = [];
    autosave.edit('one');
    await clock.advance(1_000);
    autosave.edit('one two');

    autosave.flush();
    server.release();
    await settled();

    expect(server.answer.text).toBe('one two');
    expect(server.requests.at(-1)?.leaving).toBe(true);
  });

  it('sends no request on leaving when nothing is new', async () => {
    const { autosave, server, time } = anAutosave('text');
    time.seconds = 4;

    autosave.flush();
    await settled();
    expect(server.requests).toHaveLength(0);

    time.seconds = 65;
    autosave.flush();
    await settled();
    expect(server.requests).toMatchObject([{ text: 'text', activeSeconds: 65 }]);
  });

  it('tells the server the time that was spent before handing in, and nothing afterwards', async () => {
    const { autosave, server, time } = anAutosave('text');
    time.seconds = 300;
    expect(await autosave.save()).toBe(true);
    expect(server.requests).toMatchObject([{ text: 'text', activeSeconds: 300 }]);

    autosave.handedIn();
    time.seconds = 400;
    autosave.stop();
    await settled();

    expect(server.requests).toHaveLength(1);
  });

  it('keeps the text when the session has ended, and goes on after signing in', async () => {
    const { autosave, clock, server, keeper } = anAutosave();
    server.broken = { kind: 'signed-out' };
    autosave.edit('mine');
    await clock.advance(1_000);
    expect(autosave.state().kind).toBe('signed-out');
    expect(keeper.kept?.text).toBe('mine');

    server.broken = null;
    autosave.retry();
    await settled();

    expect(server.answer.text).toBe('mine');
  });

  it('sends nothing more once the attempt is handed in, and keeps what came too late', async () => {
    const { autosave, clock, server, keeper } = anAutosave();
    server.broken = { kind: 'closed' };
    autosave.edit('late');
    await clock.advance(1_000);
    autosave.edit('later');
    await clock.advance(60_000);

    expect(autosave.state().kind).toBe('closed');
    expect(server.requests).toHaveLength(1);
    expect(keeper.kept?.text).toBe('later');
  });

  it('tells whether saving brought everything to the server', async () => {
    const { autosave, server } = anAutosave();
    autosave.edit('x');
    expect(await autosave.save()).toBe(true);

    server.broken = { kind: 'refused', detail: 'too long' };
    autosave.edit('xx');
    expect(await autosave.save()).toBe(false);
    expect(autosave.state()).toEqual({ kind: 'refused', detail: 'too long' });
  });

  it('knows when closing the page would lose text', () => {
    const { autosave, keeper } = anAutosave();
    keeper.full = true;

    autosave.edit('only in memory');

    expect(autosave.wouldLose).toBe(true);
  });
});
