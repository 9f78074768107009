import { ActionIcon, Button, Group, Text, Textarea } from '@mantine/core';
import {
  IconFlag,
  IconLock,
  IconPencil,
  IconQuote,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  useEffect,
  useRef,
  useState,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
} from 'react';
import { readGuide } from '@/features/room/api/session';
import type { MarkData, NoteData, PrivateEntry } from '@/features/room/connection/protocol';
import { useInRoom } from '@/features/room/connection/use-room';
import { clockTime } from '@/lib/format';
import { useStore } from '@/lib/store';
import { givenBack } from './words';
import classes from './talk.module.css';

/** What is being made of notes, by their id. */
export type NoteEdits = ReadonlyMap<string, string>;

export interface NotesProps {
  text: string;
  setText: Dispatch<SetStateAction<string>>;
  edits: NoteEdits;
  setEdits: Dispatch<SetStateAction<NoteEdits>>;
}

/** What an interviewer notes for themselves; each note knows its moment. */
export function Notes({ text, setText, edits, setEdits }: NotesProps) {
  const { room } = useInRoom();
  const notes = useStore(room.notes);
  const waiting = useStore(room.connection.waiting);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [notes.length]);
  const add = () => {
    const noted = text.trim();
    if (noted !== '') {
      setText('');
      room.do({ action: 'note.add', text: noted }).catch(() => setText(givenBack(noted)));
    }
  };
  const unsent = waiting.flatMap((frame) => (frame.action === 'note.add' ? [frame] : []));
  return (
    <>
      <ol
        className={classes.list}
        ref={list}
        tabIndex={0}
        aria-label="Your notes"
        data-testid="notes"
      >
        {notes.map((note) => (
          <li key={note.id} className={classes.line}>
            {note.kind === 'note' ? (
              <Note
                note={note}
                draft={edits.get(note.id) ?? null}
                setDraft={(draft) => setEdits((now) => edited(now, note.id, draft))}
                kept={(draft) =>
                  setEdits((now) => (now.get(note.id) === draft ? edited(now, note.id, null) : now))
                }
              />
            ) : (
              <Mark note={note} />
            )}
          </li>
        ))}
        {unsent.map(({ op, text: noted }) => (
          <li key={op} className={classes.line}>
            <Text size="xs" c="dimmed">
              Not sent yet
            </Text>
            <div className={classes.text}>{noted}</div>
          </li>
        ))}
        {notes.length === 0 && unsent.length === 0 && (
          <Text component="li" size="sm" c="dimmed">
            Notes, and the marks you set in the guide, stand here with their moment; you will find
            them beside your scorecard.
          </Text>
        )}
      </ol>
      <div className={classes.form}>
        <Textarea
          aria-label="A private note"
          placeholder="Note something; Enter keeps it"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4_000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              add();
            }
          }}
          data-testid="note-input"
        />
        <Text size="xs" c="dimmed" mt={4}>
          <IconLock size={12} aria-hidden /> Only you see your notes.
        </Text>
      </div>
    </>
  );
}

function edited(edits: NoteEdits, id: string, draft: string | null): NoteEdits {
  const now = new Map(edits);
  if (draft === null) {
    now.delete(id);
  } else {
    now.set(id, draft);
  }
  return now;
}

interface NoteProps {
  note: PrivateEntry;
  /** Null while it is not being changed. */
  draft: string | null;
  setDraft: (draft: string | null) => void;
  /** The server has this draft: what was typed since stays. */
  kept: (draft: string) => void;
}

function Note({ note, draft, setDraft, kept }: NoteProps) {
  const { room } = useInRoom();
  const [keeping, setKeeping] = useState(false);
  const { text } = note.data as NoteData;
  if (draft !== null) {
    const keep = () => {
      const changed = draft.trim();
      if (changed === '' || changed === text) {
        setDraft(null);
        return;
      }
      setKeeping(true);
      room
        .do({ action: 'note.edit', id: note.id, text: changed })
        .then(() => kept(draft))
        // The room says why it was refused; what was written stays to be mended.
        .catch(() => undefined)
        .finally(() => setKeeping(false));
    };
    return (
      <>
        <Textarea
          aria-label="Change the note"
          autosize
          autoFocus
          maxLength={4_000}
          value={draft}
          onChange={({ currentTarget }) => setDraft(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Escape' && setDraft(null)}
        />
        <Group gap="xs" mt={4}>
          <Button size="compact-xs" loading={keeping} onClick={keep}>
            Keep
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setDraft(null)}>
            Back
          </Button>
        </Group>
      </>
    );
  }
  return (
    <>
      <Moment at={note.at}>
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label="Change this note"
          onClick={() => setDraft(text)}
        >
          <IconPencil size={13} />
        </ActionIcon>
        <Remove onClick={() => room.tell({ action: 'note.remove', id: note.id })} what="note" />
      </Moment>
      <div className={classes.text}>{text}</div>
    </>
  );
}

function Mark({ note }: { note: PrivateEntry }) {
  const { room, sessionId } = useInRoom();
  const guide = useQuery({
    queryKey: ['room-guide', sessionId],
    queryFn: () => readGuide(sessionId),
    staleTime: Infinity,
  }).data;
  const mark = note.data as MarkData;
  const question = guide?.find(({ itemId }) => itemId === mark.item)?.question;
  const flag = question?.redFlags?.find(({ id }) => id === mark.redFlagId)?.title;
  const Icon = mark.quote ? IconQuote : mark.redFlagId ? IconFlag : IconSquareCheck;
  return (
    <>
      <Moment at={note.at}>
        <Remove onClick={() => room.tell({ action: 'mark.remove', id: note.id })} what="mark" />
      </Moment>
      <div className={classes.text}>
        <Icon size={14} aria-hidden />{' '}
        {mark.quote
          ? 'Quoted'
          : mark.redFlagId
            ? `Red flag: ${flag ?? ''}`
            : `Seen: ${mark.indicator ?? ''}`}
      </div>
      {mark.quote && <pre className={classes.quote}>{mark.quote}</pre>}
    </>
  );
}

function Moment({ at, children }: { at: string; children: ReactNode }) {
  return (
    <div className={classes.meta}>
      <Text span size="xs" c="dimmed">
        {clockTime(at)}
      </Text>
      <span className={classes.spring} />
      {children}
    </div>
  );
}

const Remove = ({ onClick, what }: { onClick: () => void; what: string }) => (
  <ActionIcon
    size="xs"
    variant="subtle"
    color="gray"
    aria-label={`Remove this ${what}`}
    onClick={onClick}
  >
    <IconTrash size={13} />
  </ActionIcon>
);
