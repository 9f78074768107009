import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom, type FakeItem } from '@/testing/fake-room';
import { Room, type KeptRoom } from './room';
import type { Me } from './protocol';

const items: FakeItem[] = [
  {
    id: 'q1',
    title: 'Attention',
    prompt: 'Write it.',
    minutes: 20,
    language: 'python',
    starterCode: 'def attention():\n    pass\n',
    hints: ['Scale it.', 'Mind the mask.'],
  },
];
const casey: Me = { participantId: 'p-casey', role: 'CANDIDATE', name: 'Casey' };
const iris: Me = { participantId: 'p-iris', role: 'INTERVIEWER', name: 'Iris' };

let time: FakeTime;
let server: FakeRoom;

/** Somebody's tab; what it keeps outlives it. */
function tab(
  me: Me,
  client = me.name,
  kept: { room: KeptRoom | null; full?: boolean } = { room: null },
) {
  const network = new FakeNetwork(time, server, me);
  const room = new Room({
    client,
    owner: me.name,
    world: network.world,
    keeper: {
      read: () => structuredClone(kept.room),
      keep: (left) => {
        if (kept.full) {
          return false;
        }
        kept.room = structuredClone(left);
        return true;
      },
      forget: () => {
        kept.room = null;
      },
    },
  });
  room.start();
  time.pass(50);
  return { room, network, kept };
}

type Tab = ReturnType<typeof tab>;

const textOf = ({ room }: Tab, doc = 'scratch') => room.documents.get().get(doc)?.text;

function write({ room }: Tab, at: number, insert: string, doc = 'scratch'): void {
  room.documents
    .get()
    .get(doc)
    ?.edit({ changes: { from: at, insert } });
}

beforeEach(() => {
  time = new FakeTime();
  server = new FakeRoom(items, () => 1_700_000_000_000 + time.now);
  server.phase('LIVE');
});

describe('a room', () => {
  it('shows everybody the same text', () => {
    const a = tab(casey);
    const b = tab(iris);

    write(a, 0, 'hello ');
    write(b, 0, 'world');
    time.pass(200);

    expect(textOf(a)).toBe(textOf(b));
    expect(server.text('scratch')).toBe(textOf(a));
    expect(a.room.unsent.get()).toBe(0);
  });

  it('stops the timers in a pause, and goes on with the question that was put meanwhile', () => {
    const a = tab(iris);
    const timers = () => a.room.state.get()?.timers;
    a.room.tell({ action: 'timer.start' });
    time.pass(10_000);
    a.room.tell({ action: 'pause' });
    time.pass(50);
    const session = timers()?.session;
    expect(session?.runningSince).toBeNull();
    expect(session?.elapsedMs).toBeGreaterThanOrEqual(10_000);

    a.room.tell({ action: 'question.show', item: 'q1' });
    time.pass(60_000);
    expect(timers()?.session).toEqual(session);
    expect(timers()?.items.q1?.runningSince).toBeNull();

    a.room.tell({ action: 'resume' });
    time.pass(50);
    expect(timers()?.session).toMatchObject({
      elapsedMs: session?.elapsedMs,
      runningSince: timers()?.items.q1?.runningSince,
    });
    expect(timers()?.items.q1).toMatchObject({
      elapsedMs: 0,
      runningSince: expect.any(String) as string,
    });
  });

  it('says what is unsent until the server has confirmed it', () => {
    const a = tab(casey);

    write(a, 0, 'x');

    expect(a.room.unsent.get()).toBe(1);
    time.pass(50);
    expect(a.room.unsent.get()).toBe(0);
  });

  it('keeps what was written while the line is down, and sends it once it is back', () => {
    const a = tab(casey);
    a.network.up = false;
    a.network.cut();

    write(a, 0, 'kept');
    time.pass(5_000);
    expect(server.text('scratch')).toBe('');
    expect(a.room.connection.link.get().kind).not.toBe('open');

    a.network.up = true;
    a.room.connection.retryNow();
    time.pass(100);
    expect(server.text('scratch')).toBe('kept');
    expect(a.room.unsent.get()).toBe(0);
  });

  it('says that nothing is kept when there is no room for it, until there is', () => {
    const kept = { room: null, full: true };
    const a = tab(casey, 'casey-1', kept);
    a.network.up = false;
    a.network.cut();

    write(a, 0, 'unkept');
    time.pass(5_000);
    expect(a.room.keptHere.get()).toBe(false);

    kept.full = false;
    write(a, 0, 'kept ');
    time.pass(5_000);
    expect(a.room.keptHere.get()).toBe(true);
    expect(kept.room).not.toBeNull();
  });

  it('says no more that nothing is kept once all is sent', () => {
    const a = tab(casey, 'casey-1', { room: null, full: true });
    a.network.up = false;
    a.network.cut();
    write(a, 0, 'unkept');
    time.pass(5_000);
    expect(a.room.keptHere.get()).toBe(false);

    a.network.up = true;
    a.room.connection.retryNow();
    time.pass(5_000);

    expect(a.room.unsent.get()).toBe(0);
    expect(a.room.keptHere.get()).toBe(true);
  });

  it('goes on from where it was, and nothing is applied twice', () => {
    const a = tab(casey);
    const b = tab(iris);
    write(b, 0, 'one');
    time.pass(100);
    a.network.cut();
    write(b, 3, ' two');

    time.pass(2_000);

    expect(textOf(a)).toBe('one two');
    expect(a.network.sent.filter(({ type }) => type === 'hello').at(-1)).toMatchObject({
      since: server.log.length - 1,
    });
  });

  it('writes a change once when its confirmation was lost', () => {
    const a = tab(casey);
    const b = tab(iris);
    // The server hears it, but what it answers is lost with the line.
    write(a, 0, 'once');
    time.pass(6);
    a.network.cut();
    expect(server.text('scratch')).toBe('once');
    expect(a.room.unsent.get()).toBe(1);

    time.pass(2_000);

    expect(server.text('scratch')).toBe('once');
    expect(textOf(a)).toBe('once');
    expect(textOf(b)).toBe('once');
    expect(a.room.unsent.get()).toBe(0);
  });

  it('counts an operation once, however often it had to be sent', async () => {
    const a = tab(casey);
    const said = a.room.do({ action: 'chat.say', text: 'hi' });
    time.pass(6);
    a.network.cut();
    time.pass(2_000);

    await said;
    expect(server.state.chat.map(({ text }) => text)).toEqual(['hi']);
    expect(a.network.sent.filter(({ type }) => type === 'do')).toHaveLength(2);
    expect(a.room.state.get()?.chat.map(({ text }) => text)).toEqual(['hi']);
  });

  it('ignores what comes twice', () => {
    const a = tab(casey);
    const b = tab(iris);
    b.network.copies = () => 2;

    write(a, 0, 'abc');
    a.room.tell({ action: 'chat.say', text: 'hi' });
    time.pass(100);
    write(a, 3, 'def');
    time.pass(100);

    expect(textOf(b)).toBe('abcdef');
    expect(b.room.state.get()?.chat).toHaveLength(1);
    expect(b.network.opened).toBe(1);
  });

  it('goes on after a reload with what was not sent', () => {
    const b = tab(iris);
    const before = tab(casey);
    write(before, 0, 'sent ');
    time.pass(100);
    before.network.up = false;
    write(before, 5, 'unsent');
    before.room.tell({ action: 'chat.say', text: 'am I heard?' });
    before.room.stop();
    write(b, 0, 'meanwhile ');
    time.pass(100);

    const after = tab(casey, 'Casey', before.kept);
    time.pass(200);

    expect(textOf(after)).toBe('meanwhile sent unsent');
    expect(server.text('scratch')).toBe('meanwhile sent unsent');
    expect(textOf(b)).toBe('meanwhile sent unsent');
    expect(server.state.chat.map(({ text }) => text)).toEqual(['am I heard?']);
    expect(after.kept.room).toBeNull();
  });

  it('goes on after a reload although the confirmation was lost', () => {
    const before = tab(casey);
    write(before, 0, 'once');
    time.pass(6);
    before.room.stop();
    expect(server.text('scratch')).toBe('once');

    const after = tab(casey, 'Casey', before.kept);
    time.pass(200);

    expect(textOf(after)).toBe('once');
    expect(server.text('scratch')).toBe('once');
  });

  it('sets aside what it wrote when the server can no longer tell what lay between', () => {
    const before = tab(casey);
    write(before, 0, 'ours\n');
    time.pass(100);
    before.network.up = false;
    write(before, 5, 'unsent');
    before.room.stop();
    const b = tab(iris);
    write(b, 0, 'theirs\n');
    time.pass(100);

    const kept = before.kept.room;
    const after = tab(casey, 'Casey', {
      // As if the log before had been put away: a place that this server does not know.
      room: kept && { ...kept, since: 1_000_000 },
    });
    time.pass(200);

    expect(textOf(after)).toBe('theirs\nours\n');
    expect(server.text('scratch')).toBe('theirs\nours\n');
    expect(after.room.leftovers.get()).toEqual([{ doc: 'scratch', text: 'ours\nunsent' }]);
  });

  it('writes nothing twice that the server had when it can no longer tell what lay between', () => {
    const before = tab(casey);
    write(before, 0, 'once');
    time.pass(6);
    before.room.stop();
    expect(server.text('scratch')).toBe('once');

    const kept = before.kept.room;
    const after = tab(casey, 'Casey', { room: kept && { ...kept, since: 1_000_000 } });
    time.pass(200);

    expect(server.text('scratch')).toBe('once');
    expect(textOf(after)).toBe('once');
    expect(after.room.leftovers.get()).toEqual([]);
  });

  it('sets aside a change that no frame can hold, and stays connected', () => {
    const a = tab(casey);
    const long = '注'.repeat(190_000);

    write(a, 0, long);
    time.pass(100);

    expect(a.room.leftovers.get()).toEqual([{ doc: 'scratch', text: long }]);
    expect(textOf(a)).toBe('');
    expect(a.network.sent.filter(({ type }) => type === 'push')).toEqual([]);
    write(a, 0, 'short');
    time.pass(100);
    expect(server.text('scratch')).toBe('short');
  });

  it.each(['ended', 'too-long', 'bad-changes', 'forbidden'])(
    'keeps the text that was refused for good (%s), over a reload, until it is dropped',
    (code) => {
      const a = tab(casey);
      write(a, 0, 'kept');
      time.pass(100);
      a.network.deaf = true;
      write(a, 4, ' and lost');
      a.room.error(code, 'No.', 'scratch');
      a.room.error(code, 'No.', 'scratch');

      expect(textOf(a)).toBe('kept');
      expect(a.room.leftovers.get()).toEqual([{ doc: 'scratch', text: 'kept and lost' }]);

      a.room.stop();
      const after = tab(casey, 'Casey', a.kept);
      const [leftover] = after.room.leftovers.get();
      expect(leftover).toEqual({ doc: 'scratch', text: 'kept and lost' });
      expect(textOf(after)).toBe('kept');
      if (leftover) {
        after.room.dropLeftover(leftover);
      }
      expect(after.room.leftovers.get()).toEqual([]);
      expect(after.kept.room).toBeNull();
    },
  );

  it('lets a second tab of the same person write, too', () => {
    const first = tab(casey, 'tab-1');
    const second = tab(casey, 'tab-2');

    write(first, 0, 'a');
    write(second, 0, 'b');
    time.pass(200);

    expect(textOf(first)).toBe(textOf(second));
    expect(first.room.connection.link.get().kind).toBe('open');
  });

  it('gives way to another page with the same client', () => {
    const first = tab(casey, 'same');

    tab(casey, 'same');

    expect(first.room.connection.link.get()).toEqual({ kind: 'ended', why: 'taken-over' });
    time.pass(60_000);
    expect(first.network.opened).toBe(1);
  });

  it('catches up with what was held back while the candidate thought', () => {
    const a = tab(casey);
    const b = tab(iris);
    a.room.tell({ action: 'focus.start', minutes: 5 });
    time.pass(100);
    write(a, 0, 'thinking');
    time.pass(100);
    a.room.tell({ action: 'chat.say', text: 'one moment' });
    time.pass(100);
    expect(textOf(b)).toBe('');
    expect(b.room.state.get()?.chat).toHaveLength(1);

    a.room.tell({ action: 'focus.end' });
    time.pass(100);

    expect(textOf(b)).toBe('thinking');
    expect(b.network.opened).toBe(1);
    expect(b.room.connection.since).toBe(server.log.length);
  });

  it('shows a question with its document when it is put', () => {
    const a = tab(casey);
    const b = tab(iris);

    b.room.tell({ action: 'question.show', item: 'q1' });
    b.room.tell({ action: 'hint.give', item: 'q1', index: 0 });
    time.pass(100);

    expect(a.room.state.get()?.items[0]?.question).toMatchObject({
      prompt: 'Write it.',
      hints: ['Scale it.'],
    });
    expect(textOf(a, 'q1')).toBe('def attention():\n    pass\n');
  });

  it('keeps notes from everybody but their author', () => {
    const a = tab(casey);
    const b = tab(iris);

    b.room.tell({ action: 'note.add', text: 'asks good questions' });
    time.pass(100);

    expect(b.room.notes.get()).toHaveLength(1);
    expect(a.room.notes.get()).toHaveLength(0);
  });

  it('tells a refusal', async () => {
    const a = tab(casey);
    const shown = a.room.do({ action: 'question.show', item: 'q1' });
    time.pass(50);

    await expect(shown).rejects.toThrow('This is for interviewers.');
    expect(a.room.trouble.get()?.code).toBe('not-allowed');
  });

  describe('with a drawing that comes too late', () => {
    const stroke = { id: 'e1', version: 1, versionNonce: 1 };
    const drawnThere = () => server.state.boards[0]?.elements;
    /** Lets time pass, and what was promised come true meanwhile. */
    const passed = async (millis: number) => {
      for (let step = 0; step < 10; step += 1) {
        time.pass(millis / 10);
        await new Promise<void>((done) => queueMicrotask(done));
      }
    };

    it('keeps it over the focus time, and says nothing of it', async () => {
      const a = tab(casey);
      const b = tab(iris);
      a.room.tell({ action: 'focus.start', minutes: 5 });
      time.pass(50);

      b.room.board('scratch').change([stroke]);
      await passed(1_000);
      expect(drawnThere()).toEqual([]);
      expect(b.room.unsent.get()).toBe(1);

      a.room.tell({ action: 'focus.end' });
      await passed(1_000);
      expect(drawnThere()).toEqual([stroke]);
      expect(b.room.unsent.get()).toBe(0);
      expect(b.room.trouble.get()).toBeNull();
    });

    it('gives it up after the end, and says so', async () => {
      const a = tab(casey);
      const refused: string[] = [];
      a.room.board('scratch').onRefused((ids) => refused.push(...ids));
      server.phase('SCORING');

      a.room.board('scratch').change([stroke]);
      await passed(1_000);

      expect(refused).toEqual(['e1']);
      expect(a.room.unsent.get()).toBe(0);
      expect(a.room.trouble.get()?.code).toBe('ended');
    });
  });
});

describe('many who write at once', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'end up with the server’s text (run %i)',
    (seed) => {
      const random = randomOf(seed);
      const tabs = [tab(casey, 'c1'), tab(iris, 'c2'), tab(iris, 'c3')];
      tabs.forEach(({ network }) => {
        network.delay = () => 1 + Math.floor(random() * 300);
        network.copies = () => (random() < 0.15 ? 2 : 1);
      });

      let typed = 0;
      for (let step = 0; step < 150; step += 1) {
        const one = tabs[Math.floor(random() * tabs.length)] ?? tabs[0];
        const document = one?.room.documents.get().get('scratch');
        if (one && document) {
          const length = document.text.length;
          const from = Math.floor(random() * (length + 1));
          const remove = random() < 0.3 ? Math.min(length - from, Math.floor(random() * 4)) : 0;
          typed += 1;
          document.edit({ changes: { from, to: from + remove, insert: `${typed},` } });
          if (random() < 0.04) {
            one.network.cut(random() < 0.5 ? 1006 : 4503);
          }
        }
        time.pass(Math.floor(random() * 120));
      }
      time.pass(60_000);

      const expected = server.text('scratch');
      tabs.forEach((one) => {
        expect(textOf(one)).toBe(expected);
        expect(one.room.unsent.get()).toBe(0);
        expect(one.room.documents.get().get('scratch')?.confirmedText).toBe(expected);
      });
      expect(server.version('scratch')).toBe(typed);
    },
  );
});

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
