import { describe, expect, it } from 'vitest';
import { mergedElements, putBack, type BoardElement } from '@/lib/whiteboard/merge';
import { KnownElements } from './known-elements';
import { SharedBoard, type Sent } from './shared-board';

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

describe('what scene and server have in common', () => {
  it('lets the winner of two equally new ones through, and not the loser', () => {
    const known = new KnownElements();
    known.note([element('a', 2, 9)]);

    expect(known.newer([element('a', 2, 5)])).toHaveLength(1);
    known.note([element('a', 2, 5)]);
    expect(known.newer([element('a', 2, 9), element('a', 2, 5)])).toHaveLength(0);
    expect(known.newer([element('a', 3, 9), element('b', 1)])).toHaveLength(2);
  });

  it('stands on the scene again after a refusal', () => {
    const scene = [element('a', 5), element('b', 2), element('never sent', 1)];

    const back = putBack(scene, new Set(['a', 'never sent']), [element('a', 3)]);

    expect(back).toEqual([element('a', 3), element('b', 2)]);
  });
});

describe('what is drawn', () => {
  const settled = async () => {
    await new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)));
    await Promise.resolve();
  };

  function drawing() {
    const due: (() => void)[] = [];
    const sent: { elements: BoardElement[]; answer: (sent: Sent) => void }[] = [];
    const board = new SharedBoard(
      (elements) => new Promise<Sent>((answer) => sent.push({ elements, answer })),
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
    sent[0]?.answer('taken');
    await settled();

    expect(board.unsent).toEqual([element('a', 2), element('b', 1)]);
    tick();
    expect(sent[1]?.elements).toEqual([element('a', 2), element('b', 1)]);
  });

  it('waits when it is held, and is sent anew once it may', async () => {
    const { board, sent, tick } = drawing();
    board.change([element('a', 1)]);
    tick();
    sent[0]?.answer('held');
    await settled();
    board.change([element('a', 2)]);
    tick();
    expect(sent).toHaveLength(1);

    board.retry();
    tick();

    expect(sent[1]?.elements).toEqual([element('a', 2)]);
  });

  it('is sent anew at once when what held it was gone before the answer came', async () => {
    const { board, sent, tick } = drawing();
    board.change([element('a', 1)]);
    tick();
    board.retry();

    sent[0]?.answer('held');
    await settled();
    tick();

    expect(sent[1]?.elements).toEqual([element('a', 1)]);
  });

  it('is given up when it was refused, but for what is newer', async () => {
    const { board, sent, tick } = drawing();
    const refused: string[][] = [];
    board.onRefused((ids) => refused.push([...ids]));
    board.change([element('a', 1), element('b', 1)]);
    tick();
    board.change([element('b', 2)]);

    sent[0]?.answer('refused');
    await settled();

    expect(refused).toEqual([['a']]);
    expect(board.unsent).toEqual([element('b', 2)]);
  });
});
