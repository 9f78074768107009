import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Ledger, commitMillis, percentile, typeAll } from './measure.mjs';
import { cpuSeconds, residentBytes } from './processes.mjs';
import { RoomClient } from './room-client.mjs';
import { Suite } from './suite.mjs';
import { YjsClient } from './yjs-client.mjs';

const MEBIBYTE = 1024 * 1024;

const { values: options } = parseArgs({
  options: {
    status: { type: 'string' },
    rooms: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '30' },
    'warm-up': { type: 'string', default: '30' },
    'per-second': { type: 'string', default: '5' },
    peers: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const warmUp = Number(options['warm-up']);
const perSecond = Number(options['per-second']);
process.setMaxListeners(0);
const suite = new Suite(JSON.parse(readFileSync(options.status, 'utf8')));

/**
 * Opens all rooms, lets two people type in each, and tells what it took.
 *
 * @param {string} name of what is measured
 * @param {number} rooms
 * @param {(room: number, ledger: Ledger) => object[]} join opens the clients of one room
 * @param {Record<string, number>} pids the processes that serve, by name; the first one holds the rooms
 */
async function measure(name, rooms, join, pids) {
  const ledger = new Ledger();
  const holder = Object.values(pids)[0];
  const before = residentBytes(holder);
  const clients = [];
  for (let room = 0; room < rooms; room += 1) {
    const opened = join(room, ledger);
    await Promise.all(opened.map((client) => client.ready));
    clients.push(...opened);
  }
  await sleep(2000);
  // All of these servers compile as they run; what that costs at first is not what an edit costs.
  await typeAll(clients, ledger, perSecond, warmUp);
  ledger.begin();
  const cpuBefore = Object.fromEntries(
    Object.entries(pids).map(([process, pid]) => [process, cpuSeconds(pid)]),
  );
  await typeAll(clients, ledger, perSecond, seconds);
  const cpuMicros = Object.fromEntries(
    Object.entries(pids).map(([process, pid]) => [
      process,
      ((cpuSeconds(pid) - cpuBefore[process]) * 1e6) / ledger.sent,
    ]),
  );
  const memory = (residentBytes(holder) - before) / rooms;
  const result = {
    name,
    rooms,
    sent: ledger.sent,
    received: ledger.received,
    lost: ledger.lost,
    twice: ledger.twice,
    p50: percentile(ledger.millis, 0.5),
    p95: percentile(ledger.millis, 0.95),
    p99: percentile(ledger.millis, 0.99),
    cpuMicros,
    cpuMicrosTogether: Object.values(cpuMicros).reduce((sum, one) => sum + one, 0),
    memoryARoom: memory,
    stale: clients.reduce((sum, client) => sum + client.stale, 0),
    reconnects: clients.reduce((sum, client) => sum + client.reconnects, 0),
    apart: apart(clients),
    errors: [...new Set(clients.flatMap((client) => client.errors))].slice(0, 5),
  };
  clients.forEach((client) => client.close());
  await sleep(1000);
  return result;
}

/** In how many rooms the two sides ended with different texts. */
function apart(clients) {
  let count = 0;
  for (let index = 0; index < clients.length; index += 2) {
    count += clients[index].text === clients[index + 1].text ? 0 : 1;
  }
  return count;
}

async function ours(rooms) {
  const ids = await suite.openSessions(rooms);
  return measure(
    'Greenroom, through the gateway',
    rooms,
    (room, ledger) =>
      ['casey', 'iris'].map(
        (user) =>
          new RoomClient({
            url: suite.roomUrl(ids[room]),
            token: () => suite.token(user),
            doc: 'scratch',
            seen: (mark) => ledger.see(mark),
          }),
      ),
    {
      'session-service': suite.pid('session-service'),
      gateway: suite.pid('gateway'),
      postgresql: suite.pid('postgres'),
    },
  );
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The y-websocket server, with LevelDB or keeping nothing. */
async function peer(rooms, durable) {
  const port = await freePort();
  const place = mkdtempSync(join(tmpdir(), 'y-websocket-'));
  const server = join(
    dirname(createRequire(import.meta.url).resolve('y-websocket/package.json')),
    'bin/server.cjs',
  );
  const child = spawn(process.execPath, [server], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      ...(durable ? { YPERSISTENCE: place } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve, reject) => {
      child.stdout.on('data', (text) => text.toString().includes('running') && resolve());
      child.on('exit', () => reject(new Error('The y-websocket server did not start.')));
    });
    return await measure(
      durable ? 'y-websocket with LevelDB, direct' : 'y-websocket in memory, direct',
      rooms,
      (room, ledger) =>
        [0, 1].map(
          () =>
            new YjsClient({
              url: `ws://127.0.0.1:${port}`,
              name: `room-${room}`,
              seen: (mark) => ledger.see(mark),
            }),
        ),
      { server: child.pid },
    );
  } finally {
    child.kill();
    rmSync(place, { recursive: true, force: true });
  }
}

function print(result) {
  const figure = (value) => value.toFixed(1).padStart(8);
  console.log(`\n${result.name}: ${result.rooms} rooms, 2 people each, ${perSecond} edits a second each, ${seconds} s after ${warmUp} s that do not count`);
  console.log(`  edits        sent ${result.sent}, received ${result.received}, lost ${result.lost}, twice ${result.twice}, rooms apart ${result.apart}`);
  console.log(`  propagation  p50 ${figure(result.p50)} ms   p95 ${figure(result.p95)} ms   p99 ${figure(result.p99)} ms`);
  const parts = Object.entries(result.cpuMicros).map(([name, micros]) => `${name} ${micros.toFixed(0)}`);
  console.log(`  CPU an edit  ${result.cpuMicrosTogether.toFixed(0)} µs (${parts.join(', ')})`);
  console.log(`  memory       ${(result.memoryARoom / MEBIBYTE).toFixed(2)} MiB a room`);
  console.log(`  on the way   ${result.stale} pushed again, ${result.reconnects} reconnections${result.errors.length > 0 ? `; ${result.errors.join('; ')}` : ''}`);
}

function compare(own, durable, memory, commit) {
  const held = (holds) => (holds ? 'holds' : 'does not hold');
  const serviceCpu = own.cpuMicros['session-service'];
  console.log(`\n${own.rooms} rooms, beside y-websocket`);
  console.log(`  lost 0: ${held(own.lost === 0 && own.apart === 0)}`);
  console.log(`  p99 to that of LevelDB: ${(own.p99 / durable.p99).toFixed(2)} (${held(own.p99 <= durable.p99)})`);
  console.log(`  CPU an edit to that of LevelDB: session-service ${(serviceCpu / durable.cpuMicrosTogether).toFixed(2)} (${held(serviceCpu <= durable.cpuMicrosTogether)}), with gateway and PostgreSQL ${(own.cpuMicrosTogether / durable.cpuMicrosTogether).toFixed(2)}`);
  console.log(`  p50 ${own.p50.toFixed(1)} ms; in memory ${memory.p50.toFixed(1)} ms plus two commits of ${commit.toFixed(2)} ms (${held(own.p50 <= memory.p50 + 2 * commit)})`);
}

const results = [];
const commit = commitMillis(tmpdir());
for (const rooms of options.rooms.split(',').map(Number)) {
  const own = await ours(rooms);
  results.push(own);
  if (!options.json) {
    print(own);
  }
  if (options.peers) {
    const durable = await peer(rooms, true);
    const memory = await peer(rooms, false);
    results.push(durable, memory);
    if (!options.json) {
      print(durable);
      print(memory);
      compare(own, durable, memory, commit);
    }
  }
}
if (options.json) {
  console.log(JSON.stringify({ commitMillis: commit, results }));
}
process.exit(results.every((result) => result.lost === 0 && result.apart === 0) ? 0 : 1);
