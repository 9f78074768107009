import '@/lib/whiteboard/asset-path';
import {
  CaptureUpdateAction,
  Excalidraw,
  exportToBlob,
  MainMenu,
  reconcileElements,
  restoreElements,
} from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { Select, Text, Textarea, useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useInRoom } from '@/features/room/connection/use-room';
import { mayWrite } from '@/features/room/may';
import { Delayed } from './delayed';
import { KnownElements } from './known-elements';
import { mergedElements, putBack, type BoardElement } from '@/lib/whiteboard/merge';
import { pictureOf } from './picture';
import classes from './board.module.css';

const pictureAfterMillis = 8_000;
const textAfterMillis = 600;

type SceneElements = Parameters<typeof reconcileElements>[0];
type RemoteElements = Parameters<typeof reconcileElements>[1];

export interface BoardPaneProps {
  id: string;
  choose: (id: string) => void;
}

/** A whiteboard that is drawn together, and words beside it that say what it shows. */
export function BoardPane({ id, choose }: BoardPaneProps) {
  const { room, state, me } = useInRoom();
  const scheme = useComputedColorScheme('light');
  const api = useRef<ExcalidrawImperativeAPI | null>(null);
  const [known] = useState(() => new KnownElements());
  const board = state.boards.find((one) => one.id === id);
  const writable = mayWrite(state, me);
  const [start] = useState(() => {
    const elements = restoreElements(
      mergedElements(board?.elements ?? [], room.board(id).unsent) as never,
      null,
    );
    return elements;
  });
  const [picture] = useState(() => new Delayed(pictureAfterMillis));

  useEffect(() => known.note(start), [known, start]);

  useEffect(
    () =>
      room.state.subscribe(() => {
        const theirs = room.state.get()?.boards.find((one) => one.id === id)?.elements ?? [];
        const fresh = known.newer(theirs);
        const scene = api.current;
        if (scene && fresh.length > 0) {
          known.note(fresh);
          scene.updateScene({
            elements: reconcileElements(
              scene.getSceneElementsIncludingDeleted() as SceneElements,
              restoreElements(fresh as never, null) as unknown as RemoteElements,
              scene.getAppState(),
            ),
            // What others draw is not ours to undo.
            captureUpdate: CaptureUpdateAction.NEVER,
          });
        }
      }),
    [room, id, known],
  );

  useEffect(
    () =>
      room.board(id).onRefused((refused) => {
        const scene = api.current;
        if (scene) {
          const theirs = room.state.get()?.boards.find((one) => one.id === id)?.elements ?? [];
          const servers = theirs.filter((element) => refused.has(element.id));
          known.forget(refused);
          known.note(servers);
          scene.updateScene({
            elements: putBack(
              scene.getSceneElementsIncludingDeleted(),
              refused,
              restoreElements(servers as never, null),
            ),
            captureUpdate: CaptureUpdateAction.NEVER,
          });
        }
      }),
    [room, id, known],
  );

  const takePicture = async () => {
    const scene = api.current;
    if (scene) {
      const png = await pictureOf(scene, exportToBlob);
      if (png !== null) {
        room.tell({ action: 'board.picture', board: id, png });
      }
    }
  };
  const canvas = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Excalidraw's own button says nothing to a screen reader.
    const host = canvas.current;
    const name = () =>
      host?.querySelector('.main-menu-trigger')?.setAttribute('aria-label', 'Whiteboard menu');
    const watch = new MutationObserver(name);
    if (host) {
      watch.observe(host, { childList: true, subtree: true });
    }
    return () => watch.disconnect();
  }, []);
  const drawn = (elements: SceneElements) => {
    const fresh = known.newer(elements);
    if (fresh.length === 0 || !writable) {
      return;
    }
    known.note(fresh);
    // The scene goes on changing its own objects.
    room.board(id).change(structuredClone(fresh) as unknown as BoardElement[]);
    picture.later(() => void takePicture());
  };
  // Before the scene is taken down, as no other effect is.
  useLayoutEffect(() => () => picture.now(), [picture]);

  return (
    <div className={classes.board} data-board={id} tabIndex={-1} data-testid="board">
      <div className={classes.tools}>
        <Select
          size="xs"
          aria-label="Whiteboard"
          data={state.boards.map((one) => ({
            value: one.id,
            label:
              one.item === null
                ? 'Scratch'
                : `Question ${(state.items.find((item) => item.id === one.item)?.position ?? 0) + 1}`,
          }))}
          value={id}
          allowDeselect={false}
          onChange={(value) => value !== null && choose(value)}
        />
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {writable ? 'A picture goes into the timeline when you pause.' : 'Read only'}
        </Text>
      </div>
      <div className={classes.canvas} ref={canvas}>
        <Excalidraw
          excalidrawAPI={(given) => {
            api.current = given;
          }}
          initialData={{ elements: start, appState: { showWelcomeScreen: false } }}
          onChange={drawn}
          isCollaborating
          viewModeEnabled={!writable}
          theme={scheme}
          aiEnabled={false}
          validateEmbeddable={false}
          UIOptions={{
            tools: { image: false },
            canvasActions: {
              loadScene: false,
              saveToActiveFile: false,
              export: false,
              toggleTheme: false,
              clearCanvas: false,
            },
          }}
        >
          <MainMenu>
            <MainMenu.DefaultItems.SaveAsImage />
            <MainMenu.DefaultItems.Help />
            <MainMenu.DefaultItems.ChangeCanvasBackground />
          </MainMenu>
        </Excalidraw>
      </div>
      <BoardText key={id} id={id} text={board?.text ?? ''} writable={writable} />
    </div>
  );
}

/** What the whiteboard shows, in words: for whoever does not see it, and instead of it for whoever would rather write. */
function BoardText({ id, text, writable }: { id: string; text: string; writable: boolean }) {
  const { room } = useInRoom();
  const [draft, setDraft] = useState<string | null>(null);
  const [words] = useState(() => new Delayed(textAfterMillis));
  // Before the room is left, as no other effect is.
  useLayoutEffect(() => () => words.now(), [words]);
  useEffect(() => {
    if (draft === null || draft === text) {
      return;
    }
    words.later(() => {
      room
        .do({ action: 'board.text', board: id, text: draft })
        .then(() => setDraft((now) => (now === draft ? null : now)))
        .catch(() => undefined);
    });
    return () => words.cancel();
  }, [draft, text, room, id, words]);
  return (
    <Textarea
      className={classes.text}
      label="In words"
      description="What the whiteboard shows; also a way to take part without drawing."
      autosize
      minRows={1}
      maxRows={4}
      maxLength={8_000}
      readOnly={!writable}
      value={draft ?? text}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      data-testid="board-text"
    />
  );
}
