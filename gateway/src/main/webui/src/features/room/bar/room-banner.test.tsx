// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Call } from '@/features/room/call/call';
import { Room } from '@/features/room/connection/room';
import { RoomContext } from '@/features/room/connection/use-room';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { fitForMantine, Framed } from '@/testing/with-mantine';
import { RoomBanner } from './room-banner';

describe('the banner of a room', () => {
  it('offers what could not be kept, until it is dropped', () => {
    fitForMantine();
    const time = new FakeTime();
    const server = new FakeRoom([], () => 1_700_000_000_000 + time.now);
    server.phase('LIVE');
    const casey = { participantId: 'p-casey', role: 'CANDIDATE' as const, name: 'Casey' };
    const room = new Room({
      client: 'casey-1',
      owner: 'casey',
      world: new FakeNetwork(time, server, casey).world,
      keeper: { read: () => null, keep: () => true, forget: () => undefined },
    });
    room.start();
    time.pass(50);
    render(
      <Framed>
        <RoomContext value={{ sessionId: 's1', room, call: new Call(room) }}>
          <RoomBanner />
        </RoomContext>
      </Framed>,
    );
    expect(screen.queryByTestId('leftover')).toBeNull();

    act(() => {
      const document = room.documents.get().get('scratch');
      document?.edit({ changes: { from: 0, insert: 'my words' } });
      room.error('ended', 'The session has ended.', 'scratch');
    });

    expect(screen.getByTestId('leftover').textContent).toContain('“Scratch”');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('my words');
    fireEvent.click(screen.getByRole('button', { name: 'Drop it' }));
    expect(screen.queryByTestId('leftover')).toBeNull();
    room.stop();
  });
});
