import { Text } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNameOf } from '@/features/room/connection/use-name-of';
import { useInRoom } from '@/features/room/connection/use-room';
import classes from './talk.module.css';

const toldEveryMillis = 2_000;
const shownMillis = 3_500;

/** Lets the others know that one is writing, now and then. */
export function useTypingTold(): () => void {
  const { room } = useInRoom();
  const last = useRef(-Infinity);
  return useCallback(() => {
    const now = performance.now();
    if (now - last.current > toldEveryMillis) {
      last.current = now;
      room.whisper('typing', { where: 'chat' });
    }
  }, [room]);
}

/** Who is writing just now. */
export function Typing() {
  const { room } = useInRoom();
  const nameOf = useNameOf();
  const [writing, setWriting] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const quiet = (who: string) =>
      setWriting((before) =>
        Object.fromEntries(Object.entries(before).filter(([other]) => other !== who)),
      );
    const ends = [
      room.onWhisper(({ kind, from }) => {
        if (kind === 'typing') {
          clearTimeout(timers.get(from));
          timers.set(
            from,
            setTimeout(() => quiet(from), shownMillis),
          );
          setWriting((before) => ({ ...before, [from]: 1 }));
        }
      }),
      // What was being written has arrived.
      room.onEntry(({ kind, actor }) => {
        if (kind === 'chat' && actor) {
          quiet(actor);
        }
      }),
    ];
    return () => {
      ends.forEach((end) => end());
      timers.forEach((timer) => clearTimeout(timer));
    };
  }, [room]);
  const names = Object.keys(writing).map((who) => nameOf(who));
  return (
    <Text size="xs" c="dimmed" className={classes.typing} data-testid="typing">
      {names.length === 1 && `${names[0]} is writing…`}
      {names.length > 1 && `${names.join(' and ')} are writing…`}
    </Text>
  );
}
