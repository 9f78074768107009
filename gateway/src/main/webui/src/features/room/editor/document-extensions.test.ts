import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import type { Room } from '@/features/room/connection/room';
import { Store } from '@/lib/store';
import { withinLimit } from './document-extensions';

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
