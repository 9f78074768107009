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
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { readGuide } from '@/features/room/api/session';
import type { MarkData, NoteData, PrivateEntry } from '@/features/room/connection/protocol';
import { useInRoom } from '@/features/room/connection/use-room';
import { clockTime } from '@/lib/format';
import { useStore } from '@/lib/store';
import { givenBack, type Draft, type Edits } from './drafts';
import classes from './talk.module.css';

export interface NotesProps {
  draft: Draft;
  edits: Edits;
}

/** What an interviewer notes for themselves; each note knows its moment. */
export function Notes({ draft: { text, set: setText }, edits }: NotesProps) {
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
            {note.kind === 'note' ? <Note note={note} edits={edits} /> : <Mark note={note} />}
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

function Note({ note, edits }: { note: PrivateEntry; edits: Edits }) {
  const { room } = useInRoom();
  const { text } = note.data as NoteData;
  const [sending, setSending] = useState(false);
  const draft = edits.texts[note.id];
  const setDraft = (next: string | null) => edits.set(note.id, next);
  if (draft !== undefined) {
    const keep = () => {
      const changed = draft.trim();
      if (changed === '' || changed === text) {
        setDraft(null);
        return;
      }
      setSending(true);
      room
        .do({ action: 'note.edit', id: note.id, text: changed })
        // Refused, what was typed is still there; `trouble` says why.
        .then(
          () => edits.done(note.id, draft),
          () => undefined,
        )
        .finally(() => setSending(false));
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
          <Button size="compact-xs" onClick={keep} loading={sending}>
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
  const { room, state, sessionId } = useInRoom();
  const guide = useQuery({
    queryKey: ['room-guide', sessionId, state.phase === 'SCHEDULED'],
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
