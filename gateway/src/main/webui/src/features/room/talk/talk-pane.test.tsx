// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wishes } from '@/features/room/bar/shortcuts';
import { Call } from '@/features/room/call/call';
import type { Me } from '@/features/room/connection/protocol';
import { Room } from '@/features/room/connection/room';
import { RoomContext } from '@/features/room/connection/use-room';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { TalkPane } from './talk-pane';

const iris: Me = { participantId: 'p-iris', role: 'INTERVIEWER', name: 'Iris' };

let time: FakeTime;
let room: Room;

beforeEach(() => {
  fitForMantine();
  Element.prototype.scrollTo = () => undefined;
  time = new FakeTime();
  const server = new FakeRoom([], () => 1_700_000_000_000 + time.now);
  server.phase('LIVE');
  room = new Room({
    client: 'iris-1',
    owner: 'iris',
    world: new FakeNetwork(time, server, iris).world,
    keeper: { read: () => null, keep: () => true, forget: () => undefined },
  });
  room.start();
  time.pass(50);
  render(
    <Framed>
      <RoomContext value={{ sessionId: 's1', room, call: new Call(room) }}>
        <TalkPane />
      </RoomContext>
    </Framed>,
  );
});

afterEach(() => {
  room.stop();
});

const settle = () => act(async () => void (await Promise.resolve(time.pass(50))));
const open = (tab: RegExp) => fireEvent.click(screen.getByRole('tab', { name: tab }));
const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

describe('notes and chat', () => {
  it('keep what is being written while another tab is looked at', () => {
    type('A private note', 'a thought');
    open(/Chat/);
    type('Write to everybody', 'a word');
    open(/Notes/);
    expect(field('A private note').value).toBe('a thought');
    open(/Chat/);
    expect(field('Write to everybody').value).toBe('a word');
  });

  it('have the focus as soon as their shortcut is pressed: the next key is for them', () => {
    wishes.dispatchEvent(new Event('chat'));
    expect(document.activeElement).toBe(field('Write to everybody'));
    wishes.dispatchEvent(new Event('notes'));
    expect(document.activeElement).toBe(field('A private note'));
  });

  it('keep a change of a note open until the server has it', async () => {
    void room.do({ action: 'note.add', text: 'first' });
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Change this note' }));
    type('Change the note', 'second');
    open(/Chat/);
    open(/Notes/);
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(field('Change the note').value).toBe('second');

    await settle();

    expect(screen.queryByRole('textbox', { name: 'Change the note' })).toBeNull();
    expect(screen.getByTestId('notes').textContent).toContain('second');
  });
});
