/**
 * The live room of the mock server: one session, `demo`, that speaks the frames of the room and is forgotten with the
 * process. Who one is in it is said by the cookie that `/login?as=` sets: candidate, interviewer or observer.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ClientFrame, Me } from '../features/room/connection/protocol.ts';
import { FakeRoom } from './fake-room.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the shapes are the services'; a mock only passes them on. */
type Json = any;

const address = /^\/api\/sessions\/demo\/room$/;
const rest = /^\/api\/sessions\/demo(?:\/(guide|opening|end))?$/;

let room: FakeRoom | undefined;
let questions: Json[] = [];

const wanted = ['coding-scaled-dot-product-attention', 'sd-rag-support-assistant'];

function theRoom(all: Json[]): FakeRoom {
  if (!room) {
    const chosen = wanted.flatMap((id) => all.filter((question) => question.id === id));
    questions = [...chosen, ...all.filter((one) => !chosen.includes(one))].slice(0, 3);
    room = new FakeRoom(
      questions.map((question, index) => ({
        id: `item-${index + 1}`,
        title: question.title,
        prompt: question.prompt,
        minutes: question.minutes,
        language: question.answerFormat === 'code' ? 'python' : 'plain',
        starterCode: question.starterCode,
        hints: question.hints,
      })),
    );
  }
  return room;
}

/** Who asks; each of the demo people comes by their own cookie. */
export const whoAsks = (request: IncomingMessage): string =>
  /mock-as=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'candidate';

const people: Record<string, Me> = {
  candidate: { participantId: 'p-casey', role: 'CANDIDATE', name: 'Casey Candidate' },
  interviewer: { participantId: 'p-iris', role: 'INTERVIEWER', name: 'Iris Interviewer' },
  observer: { participantId: 'p-olga', role: 'OBSERVER', name: 'Olga Observer' },
};
const candidate = people.candidate as Me;

/** What the session's REST answers; undefined for what is not the demo's. */
export function roomAnswer(
  all: Json[],
  method: string,
  path: string,
  who: string,
): { status: number; body?: Json } | undefined {
  const [found, part] = rest.exec(path) ?? [];
  if (found === undefined) {
    return undefined;
  }
  const there = theRoom(all);
  const me = people[who] ?? candidate;
  if (method === 'POST' && part === 'opening') {
    there.phase('LIVE', me.participantId);
  } else if (method === 'POST' && part === 'end') {
    there.phase('SCORING', me.participantId);
  } else if (part === 'guide') {
    return me.role === 'INTERVIEWER'
      ? {
          status: 200,
          body: {
            items: questions.map((question, index) => ({
              itemId: `item-${index + 1}`,
              question,
            })),
          },
        }
      : { status: 404, body: {} };
  }
  return {
    status: 200,
    body: {
      id: 'demo',
      title: 'Mock interview: attention and retrieval',
      state: there.state.phase,
      startsAt: new Date().toISOString(),
      minutes: 60,
      me: { participantId: me.participantId, role: me.role },
    },
  };
}

/** As much of an HTTP server as is needed here. */
interface Upgrading {
  on(
    event: 'upgrade',
    listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ): unknown;
}

export function serveRoom(server: Upgrading | null | undefined, all: () => Json[]): void {
  const sockets = new WebSocketServer({ noServer: true });
  server?.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (!address.test(request.url ?? '')) {
      return;
    }
    sockets.handleUpgrade(request, socket, head, (line) => {
      const connection = theRoom(all()).connect(
        people[whoAsks(request)] ?? candidate,
        (frame) => line.send(JSON.stringify(frame)),
        (code) => line.close(code),
      );
      line.on('message', (data) =>
        connection.receive(JSON.parse((data as Buffer).toString()) as ClientFrame),
      );
      line.on('close', connection.gone);
    });
  });
}
