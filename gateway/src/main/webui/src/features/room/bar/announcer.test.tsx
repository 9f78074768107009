// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Call } from '@/features/room/call/call';
import type { Me } from '@/features/room/connection/protocol';
import { Room } from '@/features/room/connection/room';
import { RoomContext } from '@/features/room/connection/use-room';
import { WorkView, type WorkViewValue } from '@/features/room/editor/work-view';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { Announcer } from './announcer';

const casey: Me = { participantId: 'p-casey', role: 'CANDIDATE', name: 'Casey' };
const iris: Me = { participantId: 'p-iris', role: 'INTERVIEWER', name: 'Iris' };
const question = { id: 'q1', minutes: 20, title: 'Softmax', prompt: 'Why?', hints: [] };

let time: FakeTime;
let room: Room;
let leads: Room;

function enter(server: FakeRoom, me: Me): Room {
  const entered = new Room({
    client: `${me.name}-1`,
    owner: me.name,
    world: new FakeNetwork(time, server, me).world,
    keeper: { read: () => null, keep: () => true, forget: () => undefined },
  });
  entered.start();
  return entered;
}

beforeEach(() => {
  fitForMantine();
  time = new FakeTime();
  const server = new FakeRoom([{ ...question, language: 'plain' }], () => time.now);
  server.phase('LIVE');
  room = enter(server, casey);
  leads = enter(server, iris);
  time.pass(50);
});

afterEach(() => {
  room.stop();
  leads.stop();
});

const page = (offered: string | null) => (
  <Framed>
    <RoomContext value={{ sessionId: 's1', room, call: new Call(room) }}>
      <WorkView value={{ offered } as WorkViewValue}>
        <Announcer />
      </WorkView>
    </RoomContext>
  </Framed>
);

it('says politely that a question is offered, and how to go there', async () => {
  const { rerender } = render(page(null));
  const told = screen.getByTestId('offer-announced');
  expect(told.getAttribute('aria-live')).toBe('polite');
  expect(told.textContent).toBe('');

  await act(async () => {
    leads.tell({ action: 'question.show', item: 'q1' });
    await Promise.resolve(time.pass(50));
  });
  rerender(page('q1'));

  expect(screen.getByTestId('offer-announced')).toBe(told);
  expect(told.textContent).toContain('Softmax. Alt Shift G goes there.');

  rerender(page(null));
  expect(told.textContent).toBe('');
});
