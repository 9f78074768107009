import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '@/features/room/call/call';
import { Room } from '@/features/room/connection/room';
import { RoomContext } from '@/features/room/connection/use-room';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { TalkPane } from './talk-pane';

let time: FakeTime;
let room: Room;

/** The pane of an interviewer in a live room. */
function talking() {
  time = new FakeTime();
  const server = new FakeRoom([], () => 1_700_000_000_000 + time.now);
  server.phase('LIVE');
  const { world } = new FakeNetwork(time, server, {
    participantId: 'p-iris',
    role: 'INTERVIEWER',
    name: 'Iris',
  });
  room = new Room({
    client: 'iris',
    world,
    keeper: { read: () => null, keep: () => undefined, forget: () => undefined },
  });
  room.start();
  time.pass(50);
  render(
    <Framed>
      <RoomContext value={{ sessionId: 's1', room, call: {} as Call }}>
        <TalkPane />
      </RoomContext>
    </Framed>,
  );
}

const passed = () =>
  act(async () => {
    time.pass(100);
    await Promise.resolve();
  });
const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const look = (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  fitForMantine();
  Element.prototype.scrollTo = () => undefined;
  talking();
});
afterEach(() => {
  cleanup();
  room.stop();
});

describe('what is being written', () => {
  it('outlives a look at another tab', () => {
    type('A private note', 'asks before');
    look(/Chat/);
    type('Write to everybody', 'One mom');
    look(/Notes/);

    expect(field('A private note').value).toBe('asks before');
    look(/Chat/);
    expect(field('Write to everybody').value).toBe('One mom');
  });

  it('stands behind the words that a refusal gives back', async () => {
    look(/Chat/);
    type('Write to everybody', 'refused words');
    // Larger than the server takes: refused at once.
    room.connection.limits = { frameBytes: 10 };
    fireEvent.keyDown(field('Write to everybody'), { key: 'Enter' });
    type('Write to everybody', 'since');
    await passed();

    expect(field('Write to everybody').value).toBe('refused words\nsince');
  });
});

describe('a change of a note', () => {
  async function changing() {
    await act(async () => {
      await Promise.all([room.do({ action: 'note.add', text: 'first' }), time.pass(100)]);
    });
    press('Change this note');
    type('Change the note', 'second');
  }

  it('stays open when it was refused', async () => {
    await changing();
    room.connection.limits = { frameBytes: 10 };

    press('Keep');
    await passed();

    expect(field('Change the note').value).toBe('second');
  });

  it('is closed when the server has it', async () => {
    await changing();

    press('Keep');
    await passed();

    expect(screen.queryByRole('textbox', { name: 'Change the note' })).toBeNull();
    expect(screen.getByTestId('notes').textContent).toContain('second');
  });
});
