import { Text, Textarea } from '@mantine/core';
import { useEffect, useRef, type Dispatch, type SetStateAction } from 'react';
import { useNameOf } from '@/features/room/connection/use-name-of';
import { useInRoom } from '@/features/room/connection/use-room';
import { toneOf } from '@/features/room/editor/tones';
import { clockTime } from '@/lib/format';
import { useStore } from '@/lib/store';
import { Typing, useTypingTold } from './typing';
import { givenBack } from './words';
import classes from './talk.module.css';

const longest = 2_000;

export interface ChatProps {
  text: string;
  setText: Dispatch<SetStateAction<string>>;
}

/** What is said in writing; everybody in the room reads it, observers only read. */
export function Chat({ text, setText }: ChatProps) {
  const { room, state, me } = useInRoom();
  const waiting = useStore(room.connection.waiting);
  const list = useRef<HTMLOListElement>(null);
  const nameOf = useNameOf();
  const told = useTypingTold();
  const unsent = waiting.flatMap((frame) => (frame.action === 'chat.say' ? [frame] : []));
  const lines = state.chat.length + unsent.length;
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines]);
  const maySay = me.role !== 'OBSERVER' && (state.phase === 'SCHEDULED' || state.phase === 'LIVE');
  const say = () => {
    const said = text.trim();
    if (said !== '') {
      setText('');
      // A refusal gives the words back; nothing that was typed is lost.
      room.do({ action: 'chat.say', text: said }).catch(() => setText(givenBack(said)));
    }
  };
  return (
    <>
      <ol className={classes.list} ref={list} tabIndex={0} aria-label="Chat" data-testid="chat">
        {state.chat.map(({ seq, actor, at, text: said }) => (
          <li key={seq} className={classes.line} data-tone={toneOf(actor)}>
            <div className={classes.meta}>
              <span className={classes.who}>
                {actor === me.participantId ? 'You' : nameOf(actor)}
              </span>
              <Text span size="xs" c="dimmed">
                {clockTime(at)}
              </Text>
            </div>
            <div className={classes.text}>{said}</div>
          </li>
        ))}
        {unsent.map(({ op, text: said }) => (
          <li key={op} className={classes.line}>
            <Text size="xs" c="dimmed">
              You, not sent yet
            </Text>
            <div className={classes.text}>{said}</div>
          </li>
        ))}
        {lines === 0 && (
          <Text component="li" size="sm" c="dimmed">
            Nothing was written yet. Everybody in the room reads what is written here.
          </Text>
        )}
      </ol>
      <Typing />
      {maySay ? (
        <div className={classes.form}>
          <Textarea
            aria-label="Write to everybody"
            placeholder="Write to everybody; Enter sends"
            autosize
            minRows={1}
            maxRows={5}
            maxLength={longest}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              told();
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                say();
              }
            }}
            data-testid="chat-input"
          />
        </div>
      ) : (
        <Text size="xs" c="dimmed" className={classes.form}>
          {me.role === 'OBSERVER' ? 'Observers read along.' : 'The session has ended.'}
        </Text>
      )}
    </>
  );
}
