import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './replay-page.module.css';
import type { TapeBoard } from './tape';

const DrawnBoard = lazy(async () => ({ default: (await import('./drawn-board')).DrawnBoard }));

/** A whiteboard and the words beside it, which say once what it shows; nothing while it is blank. */
export function ReplayedBoard({ board }: { board: TapeBoard }) {
  const { elements, picture, text } = board;
  if (elements.length === 0 && picture === null && text === '') {
    return null;
  }
  return (
    <figure className={classes.board} data-testid="replayed-board">
      {elements.length > 0 ? (
        <Suspense fallback={<Text size="sm">The whiteboard is being drawn.</Text>}>
          <DrawnBoard key={board.id} {...board} />
        </Suspense>
      ) : (
        picture !== null && <img src={`data:image/png;base64,${picture}`} alt="The whiteboard" />
      )}
      {text !== '' && <figcaption>{text}</figcaption>}
    </figure>
  );
}
