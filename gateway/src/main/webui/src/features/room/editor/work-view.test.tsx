// @vitest-environment jsdom
import type { EditorView } from '@codemirror/view';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Call } from '@/features/room/call/call';
import type { Me } from '@/features/room/connection/protocol';
import { Room } from '@/features/room/connection/room';
import { RoomContext } from '@/features/room/connection/use-room';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { atWorkMillis, useWorkView } from './work-view';

const casey: Me = { participantId: 'p-casey', role: 'CANDIDATE', name: 'Casey' };
const iris: Me = { participantId: 'p-iris', role: 'INTERVIEWER', name: 'Iris' };
const question = { id: 'q1', position: 0, minutes: 20, title: 'Softmax', prompt: 'Why?' };

let time: FakeTime;
let now: number;
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
  late.focus.mockClear();
  time = new FakeTime();
  now = 1_700_000_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const server = new FakeRoom(
    [{ ...question, language: 'python', hints: [] }],
    () => now + time.now,
  );
  server.phase('LIVE');
  room = enter(server, casey);
  leads = enter(server, iris);
  time.pass(50);
  render(
    <RoomContext value={{ sessionId: 's1', room, call: new Call(room) }}>
      <Desk />
    </RoomContext>,
  );
});

afterEach(() => {
  room.stop();
  leads.stop();
  vi.restoreAllMocks();
});

function Desk() {
  const { shown, offered, answerOffer, onEditor } = useWorkView();
  return (
    <>
      <textarea data-document={shown.id} aria-label="work" />
      <input aria-label="chat" />
      <output aria-label="shown">{shown.id}</output>
      <output aria-label="offered">{offered}</output>
      <button onClick={() => answerOffer(true)}>Go</button>
      <button onClick={() => answerOffer(false)}>Stay</button>
      <button onClick={() => onEditor(late as unknown as EditorView)}>Come</button>
    </>
  );
}

const put = () =>
  act(async () => {
    leads.tell({ action: 'question.show', item: 'q1' });
    await Promise.resolve(time.pass(50));
  });
/** An editor that comes when a test says so. */
const late = { focus: vi.fn() };
const words = (name: string) => screen.getByRole('status', { name }).textContent;
const typesIn = (name: string) => fireEvent.keyDown(screen.getByLabelText(name), { key: 'x' });

describe('a question that is put', () => {
  it('brings its document to who is not at work', async () => {
    typesIn('chat');
    await put();
    expect(words('shown')).toBe('q1');
    expect(words('offered')).toBe('');
  });

  it('is offered to who types in another document, and goes there when asked', async () => {
    typesIn('work');
    now += atWorkMillis - 1;
    await put();
    expect(words('shown')).toBe('scratch');
    expect(words('offered')).toBe('q1');

    fireEvent.click(screen.getByText('Go'));
    expect(words('shown')).toBe('q1');
    expect(words('offered')).toBe('');
  });

  it('leaves who stays where they are', async () => {
    typesIn('work');
    await put();
    fireEvent.click(screen.getByText('Stay'));
    expect(words('shown')).toBe('scratch');
    expect(words('offered')).toBe('');
  });

  it('gives who stays back to where they stood', async () => {
    screen.getByLabelText('work').focus();
    typesIn('work');
    await put();
    screen.getByText('Stay').focus();
    fireEvent.click(screen.getByText('Stay'));
    expect(document.activeElement).toBe(screen.getByLabelText('work'));
  });

  it('has the focus also where its document comes later than it', async () => {
    typesIn('work');
    await put();
    fireEvent.click(screen.getByText('Go'));
    fireEvent.click(screen.getByText('Come'));
    expect(late.focus).toHaveBeenCalledOnce();
  });

  it('takes nobody who has gone elsewhere before its document came', async () => {
    typesIn('work');
    await put();
    fireEvent.click(screen.getByText('Go'));
    screen.getByLabelText('chat').focus();
    fireEvent.click(screen.getByText('Come'));
    expect(late.focus).not.toHaveBeenCalled();
  });

  it('brings its document to who has stopped typing', async () => {
    typesIn('work');
    now += atWorkMillis + 1;
    await put();
    expect(words('shown')).toBe('q1');
  });
});
