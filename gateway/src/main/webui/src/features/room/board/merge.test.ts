import { describe, expect, it } from 'vitest';
import type { BoardElement } from '@/features/room/connection/protocol';
import { mergedElements } from './merge';
import { SharedBoard } from './shared-board';

const element = (id: string, version: number, versionNonce = 1, index = 'a0'): BoardElement => ({
  id,
  version,
  versionNonce,
  index,
});

describe('two states of a whiteboard', () => {
  it('take the newer of each element, in whatever order they come', () => {
    const ours = [element('a', 2), element('b', 1)];
    const theirs = [element('a', 1), element('b', 3), element('c', 1)];

    const merged = mergedElements(ours, theirs);

    expect(merged.map(({ id, version }) => `${id}${version}`).sort()).toEqual(['a2', 'b3', 'c1']);
    expect(
      mergedElements(theirs, ours)
        .map(({ id, version }) => `${id}${version}`)
        .sort(),
    ).toEqual(['a2', 'b3', 'c1']);
  });

  it('agree on one of two that are equally new', () => {
    const one = element('a', 2, 5);
    const other = element('a', 2, 9);

    expect(mergedElements([one], [other])).toEqual([one]);
    expect(mergedElements([other], [one])).toEqual([one]);
  });

  it('lie one above the other as their index says', () => {
    expect(
      mergedElements([element('top', 1, 1, 'a2')], [element('bottom', 1, 1, 'a1')]).map(
        ({ id }) => id,
      ),
    ).toEqual(['bottom', 'top']);
  });
});

describe('what is drawn', () => {
  function drawing() {
    const due: (() => void)[] = [];
    const sent: { elements: BoardElement[]; confirm: () => void }[] = [];
    const board = new SharedBoard(
      (elements) => new Promise<void>((confirm) => sent.push({ elements, confirm })),
      (_, run) => {
        due.push(run);
        return () => undefined;
      },
      () => undefined,
    );
    return { board, sent, tick: () => due.splice(0).forEach((run) => run()) };
  }

  it('is gathered, and only its newest state is sent', () => {
    const { board, sent, tick } = drawing();
    board.change([element('a', 1)]);
    board.change([element('a', 2)]);

    tick();

    expect(sent.map(({ elements }) => elements)).toEqual([[element('a', 2)]]);
  });

  it('is unsent until it was confirmed, also what was drawn meanwhile', async () => {
    const { board, sent, tick } = drawing();
    board.change([element('a', 1)]);
    tick();
    board.change([element('a', 2), element('b', 1)]);
    sent[0]?.confirm();
    await new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)));
    await Promise.resolve();

    expect(board.unsent).toEqual([element('a', 2), element('b', 1)]);
    tick();
    expect(sent[1]?.elements).toEqual([element('a', 2), element('b', 1)]);
  });
});
