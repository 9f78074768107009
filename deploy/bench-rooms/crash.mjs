import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Ledger, drained, typeAll, until } from './measure.mjs';
import { RoomClient } from './room-client.mjs';
import { Suite } from './suite.mjs';
import { marksIn } from './marks.mjs';

const { values: options } = parseArgs({
  options: {
    status: { type: 'string' },
    greenroom: { type: 'string' },
    rooms: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    kills: { type: 'string', default: '2' },
  },
});
const suite = new Suite(JSON.parse(readFileSync(options.status, 'utf8')));
const rooms = Number(options.rooms);
const seconds = Number(options.seconds);
const kills = Number(options.kills);

function status() {
  return JSON.parse(execFileSync(options.greenroom, ['status', '--json'], { encoding: 'utf8' }));
}

/** kill -9, then a start as an operator would do it; the other processes stay as they are. */
async function killAndStart() {
  const pid = new Suite(statusOrLast()).pid('session-service');
  process.kill(pid, 'SIGKILL');
  console.log(`killed session-service (pid ${pid})`);
  const start = spawn(options.greenroom, ['up', '--detach', '--no-build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    start.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`./greenroom up ended with ${code}`)),
    );
  });
  console.log('session-service is back');
}

function statusOrLast() {
  try {
    return status();
  } catch {
    return suite.status;
  }
}

const ids = await suite.openSessions(rooms);
const ledger = new Ledger();
const clients = ids.flatMap((id) =>
  ['casey', 'iris'].map(
    (user) =>
      new RoomClient({
        url: suite.roomUrl(id),
        token: () => suite.token(user),
        doc: 'scratch',
        seen: (mark) => ledger.see(mark),
      }),
  ),
);
await Promise.all(clients.map((client) => client.ready));

const typing = typeAll(clients, ledger, 5, seconds);
for (let kill = 0; kill < kills; kill += 1) {
  await sleep((seconds * 1000) / (kills + 1));
  await killAndStart();
}
await typing;
await until(() => clients.every((client) => client.unconfirmed === 0), 60_000, 'everything is confirmed');
await drained(ledger);

// Somebody who comes anew reads what the server has, and nothing that a client still holds.
const kept = new Set();
let apart = 0;
for (let room = 0; room < rooms; room += 1) {
  const reader = new RoomClient({
    url: suite.roomUrl(ids[room]),
    token: () => suite.token('iris'),
    doc: 'scratch',
    seen: () => {},
  });
  await reader.ready;
  const [left, right] = clients.slice(room * 2, room * 2 + 2);
  if (left.text !== reader.text || right.text !== reader.text) {
    apart += 1;
  }
  marksIn(reader.text).forEach((mark) => kept.add(mark));
  reader.close();
}
clients.forEach((client) => client.close());
const gone = [...ledger.seen].filter((mark) => !kept.has(mark)).length;
const missing = [...ledger.sentAt.keys()].filter((mark) => !kept.has(mark)).length;
const reconnects = clients.reduce((sum, client) => sum + client.reconnects, 0);
console.log(
  `${kills} kills under ${rooms} rooms: ${ledger.sent} edits typed, ${ledger.received} seen by the other,`,
);
console.log(
  `seen and then gone ${gone}, typed and gone ${missing}, never arrived ${ledger.lost}, rooms apart ${apart}, ${reconnects} reconnections`,
);
process.exit(gone + missing + ledger.lost + apart === 0 ? 0 : 1);
