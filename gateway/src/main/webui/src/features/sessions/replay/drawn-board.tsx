import '@/lib/whiteboard/asset-path';
import { exportToCanvas, restoreElements } from '@excalidraw/excalidraw';
import { Text } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TapeBoard } from './tape';

const widest = 1_400;

/** A whiteboard as it was at that moment, drawn from its elements; where that fails, the picture that was taken of it. */
export function DrawnBoard({ elements, picture }: TapeBoard) {
  const [drawn, setDrawn] = useState<string | null>();
  const [failed, setFailed] = useState(false);
  const wanted = useRef(elements);
  const drawing = useRef(false);

  const draw = useEffectEvent(async () => {
    if (drawing.current) {
      return;
    }
    drawing.current = true;
    let last: TapeBoard['elements'] | null = null;
    // While one is drawn, the tape may have moved on by many: only the newest is drawn next.
    while (last !== wanted.current) {
      last = wanted.current;
      try {
        setDrawn(await pictureOf(last));
        setFailed(false);
      } catch {
        setFailed(true);
      }
    }
    drawing.current = false;
  });
  useEffect(() => {
    wanted.current = elements;
    void draw();
  }, [elements]);

  if (failed && picture === null) {
    return (
      <Text size="sm" c="dimmed">
        This whiteboard cannot be drawn here.
      </Text>
    );
  }
  const source = failed ? `data:image/png;base64,${picture}` : drawn;
  return source === undefined || source === null ? (
    <Text size="sm" c="dimmed">
      {source === null ? 'The whiteboard is empty.' : 'The whiteboard is being drawn.'}
    </Text>
  ) : (
    <img src={source} alt="The whiteboard" />
  );
}

/** As an address of an image; null when nothing is left on it. */
async function pictureOf(elements: TapeBoard['elements']): Promise<string | null> {
  const left = restoreElements(
    elements.filter(({ isDeleted }) => isDeleted !== true) as never,
    null,
  );
  if (left.length === 0) {
    return null;
  }
  const canvas = await exportToCanvas({
    elements: left,
    files: null,
    maxWidthOrHeight: widest,
    appState: { exportBackground: true, exportWithDarkMode: false },
  });
  return canvas.toDataURL('image/png');
}
