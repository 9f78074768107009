import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import type { Me } from './protocol';
import { RoomConnection, type Ended, type Listener } from './room-connection';
import { ServerClock } from './server-clock';

const me: Me = { participantId: 'p1', role: 'CANDIDATE', name: 'Casey' };
const silent: Listener = {
  welcome: () => undefined,
  entries: () => undefined,
  stale: () => undefined,
  note: () => undefined,
  presence: () => undefined,
  whispered: () => undefined,
  error: () => undefined,
};

let time: FakeTime;
let network: FakeNetwork;

function connected(diagnosis: 'unreachable' | 'signed-out' | 'not-in-it' = 'unreachable') {
  const connection = new RoomConnection(
    'client-1',
    { ...network.world, diagnose: () => Promise.resolve(diagnosis) },
    silent,
  );
  connection.start();
  time.pass(50);
  return connection;
}

beforeEach(() => {
  time = new FakeTime();
  network = new FakeNetwork(time, new FakeRoom([], () => 1_700_000_000_000 + time.now), me);
});

describe('a connection to a room', () => {
  it('says hello first and is open once it was welcomed', () => {
    const connection = connected();

    expect(network.sent[0]).toEqual({ type: 'hello', v: 1, client: 'client-1', since: null });
    expect(connection.link.get()).toEqual({ kind: 'open' });
  });

  it('waits longer from try to try, up to a bound', () => {
    const connection = connected();
    network.up = false;
    network.cut();

    const waits: number[] = [];
    connection.link.subscribe(() => {
      const link = connection.link.get();
      if (link.kind === 'waiting') {
        waits.push(link.until - time.now);
      }
    });
    time.pass(180_000);

    expect(waits.slice(0, 4)).toEqual([750, 1_500, 3_000, 6_000]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
    expect(waits.length).toBeGreaterThan(12);
  });

  it('tries at once when the network is said to be back', () => {
    const connection = connected();
    network.up = false;
    network.cut();
    time.pass(100_000);
    network.up = true;
    const before = network.opened;

    connection.retryNow();

    expect(network.opened).toBe(before + 1);
    time.pass(50);
    expect(connection.link.get().kind).toBe('open');
  });

  it.each([
    ['that it is going down', 4503],
    ['that the token is over, for the next is fresh', 4401],
  ])('tries at once when the server says %s', (_, code) => {
    const connection = connected();
    time.pass(10_000);

    network.cut(code);
    time.pass(300);

    expect(network.opened).toBe(2);
    expect(connection.link.get().kind).toBe('open');
  });

  it('gives up a link that is dead although its socket says nothing', () => {
    const connection = connected();
    network.deaf = true;

    time.pass(30_000);
    expect(connection.link.get().kind).not.toBe('open');
    expect(network.opened).toBeGreaterThan(1);

    network.deaf = false;
    time.pass(20_000);
    expect(connection.link.get().kind).toBe('open');
  });

  it('gives a doubtful link three seconds for a sign of life', () => {
    const connection = connected();
    network.deaf = true;

    connection.probe();
    time.pass(3_100);

    expect(connection.link.get().kind).not.toBe('open');
  });

  it('keeps a link that answers', () => {
    const connection = connected();

    time.pass(10 * 60_000);

    expect(network.opened).toBe(1);
    expect(connection.link.get().kind).toBe('open');
  });

  it.each<[number, Ended]>([
    [4403, 'not-in-it'],
    [4404, 'not-in-it'],
    [4409, 'taken-over'],
    [4410, 'over'],
  ])('stays away after the server closed with %i', (code, why) => {
    const connection = connected();

    network.cut(code);
    time.pass(60_000);

    expect(connection.link.get()).toEqual({ kind: 'ended', why });
    expect(network.opened).toBe(1);
  });

  it('stays away when the server does not understand it, again and again', () => {
    const connection = connected();
    for (let failure = 0; failure < 3; failure += 1) {
      network.cut(4400);
      time.pass(20_000);
    }

    expect(connection.link.get()).toEqual({ kind: 'ended', why: 'broken' });
  });

  it('learns from another request that nobody is signed in any more', async () => {
    const connection = connected('signed-out');
    network.up = false;
    network.cut();
    time.pass(1_000);
    await Promise.resolve();

    expect(connection.link.get()).toEqual({ kind: 'ended', why: 'signed-out' });
  });

  it('ends when the token is over and there is no fresh one', async () => {
    const connection = connected('signed-out');
    time.pass(10_000);
    network.up = false;
    network.cut(4401);
    time.pass(1_000);
    await Promise.resolve();

    expect(connection.link.get()).toEqual({ kind: 'ended', why: 'signed-out' });
  });

  it('refuses what would pile up without bound', async () => {
    const connection = connected();
    network.up = false;
    network.cut();
    for (let said = 0; said < 500; said += 1) {
      void connection.do({ action: 'chat.say', text: 'hi' });
    }

    await expect(connection.do({ action: 'chat.say', text: 'one more' })).rejects.toMatchObject({
      code: 'too-many-waiting',
    });
    network.up = true;
    connection.retryNow();
    time.pass(5_000);
    expect(connection.waiting.get()).toHaveLength(0);
  });
});

describe('the server’s clock', () => {
  it('believes the shortest way', () => {
    let steady = 1_000;
    const clock = new ServerClock(() => steady);
    steady = 1_100;
    clock.answered(1_000, '2026-01-01T00:00:10.050Z');
    steady = 5_000;
    // A slow answer that seems to say something else.
    clock.answered(2_000, '2026-01-01T00:00:13.900Z');

    expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:14.000Z');
  });

  it('begins anew with a new connection: the computer may have slept', () => {
    let steady = 1_000;
    const clock = new ServerClock(() => steady);
    clock.answered(1_000, '2026-01-01T00:00:10.000Z');
    // An hour went by, and the steady clock stood still.
    steady = 1_500;

    clock.told('2026-01-01T01:00:10.000Z');

    expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T01:00:10.000Z');
  });
});
