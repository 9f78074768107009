import { ActionIcon, Button, Group, Kbd, Loader, Select, Tabs, Text, Tooltip } from '@mantine/core';
import { IconEye, IconPlayerPlay, IconPlayerStop, IconPlus, IconQuote } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { lazy, Suspense } from 'react';
import { useWish } from '@/features/room/bar/shortcuts';
import type { DocumentLanguage } from '@/features/room/connection/protocol';
import { useNameOf } from '@/features/room/connection/use-name-of';
import { useInRoom } from '@/features/room/connection/use-room';
import { mayWrite } from '@/features/room/may';
import { MissingNote } from '@/features/room/run/missing-note';
import { OutputPane } from '@/features/room/run/output-pane';
import { useRunner } from '@/features/room/run/use-runner';
import { useStore } from '@/lib/store';
import { following } from './cursors';
import { SharedEditor } from './shared-editor';
import { useWork } from './work-view';
import classes from './work-pane.module.css';

const BoardPane = lazy(async () => ({
  default: (await import('@/features/room/board/board-pane')).BoardPane,
}));

const languages: { value: DocumentLanguage; label: string }[] = [
  { value: 'python', label: 'Python' },
  { value: 'plain', label: 'Plain text' },
  { value: 'markdown', label: 'Markdown' },
];

/** The documents and whiteboards, as tabs: one document and one whiteboard a question, and a scratch one of each. */
export function WorkPane() {
  const { room, state, me } = useInRoom();
  const { shown, show, offered, answerOffer } = useWork();
  useWish('offer', () => answerOffer(true));
  const offeredTitle = state.items.find(({ id }) => id === offered)?.title;
  const nameOf = useNameOf();
  const whom = useStore(following);
  const writable = mayWrite(state, me);
  const boardId =
    shown.kind === 'board'
      ? shown.id
      : (state.docs.find(({ id }) => id === shown.id)?.item ?? 'scratch');
  const tab = shown.kind === 'board' ? 'board' : shown.id;
  return (
    <Tabs
      value={tab}
      onChange={(value) => {
        if (value === 'board') {
          show({ kind: 'board', id: boardId });
        } else if (value !== null) {
          show({ kind: 'document', id: value });
        }
        following.set(null);
      }}
      className={classes.tabs}
      classNames={{ panel: classes.panel, list: classes.list }}
      keepMounted={false}
    >
      <div className={classes.row}>
        <Tabs.List aria-label="Documents and whiteboard">
          {state.docs.map(({ id, item, title }) => (
            <Tabs.Tab key={id} value={id} data-testid={`doc-tab-${id}`}>
              <span className={classes.tab}>
                {item === null ? title : `${numberOf(state.items, item)}. ${title}`}
              </span>
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="board" data-testid="board-tab">
            Whiteboard
          </Tabs.Tab>
        </Tabs.List>
        {writable && (
          <Tooltip label="Another document">
            <ActionIcon
              className={classes.add}
              variant="subtle"
              color="gray"
              aria-label="Another document"
              onClick={() =>
                room.tell({
                  action: 'doc.open',
                  item: null,
                  title: `Scratch ${state.docs.filter(({ item }) => item === null).length + 1}`,
                  language: 'plain',
                })
              }
            >
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        {whom !== null && (
          <Button
            size="compact-xs"
            className={classes.following}
            leftSection={<IconEye size={14} aria-hidden />}
            onClick={() => following.set(null)}
          >
            Following {nameOf(whom)}: stop
          </Button>
        )}
      </div>
      {offered !== null && (
        <div className={classes.offer} data-testid="offer">
          <Text size="sm">
            Put before you: <b>{offeredTitle ?? 'another question'}</b>
          </Text>
          <Button size="compact-xs" onClick={() => answerOffer(true)}>
            Go there
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => answerOffer(false)}>
            Stay here
          </Button>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            <Kbd size="xs">Alt</Kbd> <Kbd size="xs">Shift</Kbd> <Kbd size="xs">G</Kbd> goes there.
          </Text>
        </div>
      )}
      {state.docs.map(({ id }) => (
        <Tabs.Panel key={id} value={id}>
          <DocumentPane id={id} />
        </Tabs.Panel>
      ))}
      <Tabs.Panel value="board">
        <Suspense fallback={<Loader type="dots" m="lg" aria-label="Loading the whiteboard" />}>
          <BoardPane key={boardId} id={boardId} choose={(id) => show({ kind: 'board', id })} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

const numberOf = (items: readonly { id: string; position: number }[], item: string): number =>
  (items.find(({ id }) => id === item)?.position ?? 0) + 1;

function DocumentPane({ id }: { id: string }) {
  const { room, state, me, isPanel } = useInRoom();
  const { onEditor } = useWork();
  const documents = useStore(room.documents);
  const document = documents.get(id);
  const runner = useRunner(id);
  const facts = state.docs.find((doc) => doc.id === id);
  const quote = useQuote(id);
  if (!document || !facts) {
    return null;
  }
  const writable = mayWrite(state, me);
  const runs = facts.language === 'python' && me.role !== 'OBSERVER';
  return (
    <div className={classes.document}>
      <div className={classes.tools}>
        <Select
          size="xs"
          w={130}
          aria-label="Language"
          data={languages}
          value={facts.language}
          allowDeselect={false}
          disabled={!writable}
          onChange={(value) =>
            value !== null &&
            room.tell({ action: 'doc.language', doc: id, language: value as DocumentLanguage })
          }
        />
        {!writable && (
          <Text size="xs" c="dimmed">
            Read only
          </Text>
        )}
        <span className={classes.spring} />
        {isPanel && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconQuote size={15} aria-hidden />}
            onClick={quote}
            aria-label="Quote selection"
            data-testid="quote"
          >
            Quote<span className={classes.wide}>&nbsp;selection</span>
          </Button>
        )}
        {runs && (
          // One button for both: whoever pressed it by keyboard is still on it.
          <Button
            size="compact-sm"
            color={runner.running ? 'red' : undefined}
            variant={runner.running ? 'light' : 'filled'}
            leftSection={
              runner.running ? (
                <IconPlayerStop size={15} aria-hidden />
              ) : (
                <IconPlayerPlay size={15} aria-hidden />
              )
            }
            onClick={runner.running ? runner.stop : runner.run}
            disabled={state.phase !== 'LIVE'}
            aria-describedby={`missing-modules-${id}`}
            data-testid="run"
          >
            {runner.running ? 'Stop' : 'Run'}
          </Button>
        )}
      </div>
      {runs && <MissingNote id={`missing-modules-${id}`} document={document} />}
      <div className={classes.writing}>
        <SharedEditor
          key={id}
          document={document}
          title={facts.title}
          describedBy="room-editor-keys"
          onRun={runs ? runner.run : () => undefined}
          onView={onEditor}
        />
      </div>
      {facts.language === 'python' && <OutputPane doc={id} runner={runner} />}
      <Group className={classes.foot} gap="xs" visibleFrom="sm">
        <Text size="xs" c="dimmed" id="room-editor-keys">
          {facts.language === 'python' && (
            <>
              <Kbd size="xs">Tab</Kbd> indents;{' '}
            </>
          )}
          <Kbd size="xs">Esc</Kbd> and then <Kbd size="xs">Tab</Kbd> leaves the document.{' '}
          <Kbd size="xs">Alt</Kbd> <Kbd size="xs">Shift</Kbd> <Kbd size="xs">K</Kbd> lists all keys.
        </Text>
      </Group>
    </div>
  );
}

/** Marks what is selected in the document, with its place in the server's text. */
function useQuote(id: string): () => void {
  const { room, state } = useInRoom();
  const { editor, shown } = useWork();
  const quote = () => {
    const view = editor();
    const document = room.documents.get().get(id);
    if (!view || !document) {
      return;
    }
    const { from, to } = view.state.selection.main;
    if (from === to) {
      notifications.show({
        color: 'yellow',
        title: 'Nothing is selected',
        message: 'Select what you want to quote in the document first.',
      });
      return;
    }
    if (document.unsent.get() > 0) {
      notifications.show({
        color: 'yellow',
        title: 'Not yet',
        message: 'Your own changes are still on their way; quote once they are saved.',
      });
      return;
    }
    room.tell({
      action: 'mark.add',
      item: state.docs.find((doc) => doc.id === id)?.item ?? state.item,
      doc: id,
      version: document.version.get(),
      from,
      to,
      quote: view.state.sliceDoc(from, to).slice(0, 4_000),
    });
  };
  useWish('quote', () => {
    if (shown.kind === 'document' && shown.id === id) {
      quote();
    }
  });
  return quote;
}
