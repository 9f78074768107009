// @vitest-environment jsdom
import { redo, undo } from '@codemirror/commands';
import { EditorState, type StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { Me } from '@/features/room/connection/protocol';
import { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { FakeNetwork, FakeTime } from '@/testing/fake-network';
import { FakeRoom } from '@/testing/fake-room';
import { documentExtensions, withinLimit } from './document-extensions';

function editor(frameBytes: number) {
  const trouble: Room['trouble'] = new Store<{ code: string; detail: string } | null>(null);
  const connection = { limits: { frameBytes, documentUnits: 200_000 } } as Room['connection'];
  return {
    trouble,
    state: EditorState.create({ extensions: withinLimit({ connection, trouble }) }),
  };
}

const pasted = (state: EditorState, insert: string) =>
  state.update({ changes: { from: 0, insert } }).state.doc.length;

describe('what is written', () => {
  it('fits into one frame, by its bytes', () => {
    const { state, trouble } = editor(524_288);
    // Three bytes a character: within what a document holds, and beyond what a frame does.
    expect(pasted(state, '注'.repeat(190_000))).toBe(0);
    expect(trouble.get()?.code).toBe('too-large');
  });

  it('is not refused for its bytes where they fit', () => {
    const { state, trouble } = editor(524_288);
    expect(pasted(state, '注'.repeat(170_000))).toBe(170_000);
    expect(pasted(state, 'a'.repeat(199_000))).toBe(199_000);
    expect(trouble.get()).toBeNull();
  });
});

describe('undo', () => {
  const peers = () => {
    const time = new FakeTime();
    const server = new FakeRoom([], () => 1_700_000_000_000 + time.now);
    server.phase('LIVE');
    const come = (name: string, role: Me['role']) => {
      const network = new FakeNetwork(time, server, { participantId: name, role, name });
      const room = new Room({
        client: name,
        owner: name,
        world: network.world,
        keeper: { read: () => null, keep: () => true, forget: () => undefined },
        extensions: documentExtensions,
      });
      room.start();
      time.pass(50);
      const document = room.documents.get().get('scratch');
      if (!document) {
        throw new Error('There is no scratch document.');
      }
      const command = (run: StateCommand) => {
        const done = run({
          state: document.current,
          dispatch: (transaction) => document.updated(transaction.state),
        });
        time.pass(100);
        return done;
      };
      return {
        write: (from: number, insert: string) => {
          document.edit({ changes: { from, insert }, userEvent: 'input.type' });
          time.pass(100);
        },
        undo: () => command(undo),
        redo: () => command(redo),
        text: () => document.text,
      };
    };
    const a = come('casey', 'CANDIDATE');
    const b = come('iris', 'INTERVIEWER');
    const everywhere = () => {
      expect(a.text()).toBe(server.text('scratch'));
      expect(b.text()).toBe(server.text('scratch'));
      return server.text('scratch');
    };
    return { a, b, everywhere };
  };

  it('takes back what one wrote oneself, and leaves what another wrote before, after and in the middle of it', () => {
    const { a, b, everywhere } = peers();
    a.write(0, 'alpha ');
    b.write(6, 'beta ');
    a.write(11, 'gamma');
    b.write(2, 'BB');
    expect(everywhere()).toBe('alBBpha beta gamma');

    a.undo();
    expect(everywhere()).toBe('alBBpha beta ');
    a.undo();
    expect(everywhere()).toBe('BBbeta ');
    expect(a.undo()).toBe(false);
    expect(everywhere()).toBe('BBbeta ');

    b.undo();
    expect(everywhere()).toBe('beta ');
    a.redo();
    a.redo();
    expect(everywhere()).toBe('alpha beta gamma');
  });

  it('has nothing to take back for who only watched another write', () => {
    const { a, b, everywhere } = peers();
    a.write(0, 'theirs');

    expect(b.undo()).toBe(false);

    expect(everywhere()).toBe('theirs');
  });
});
