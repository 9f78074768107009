import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttemptView } from '@/lib/api/types';
import { keys } from '@/features/practice/api/keys';
import { readAttempt } from '@/features/practice/api/read-attempt';
import { AttemptWatch } from '@/features/practice/answer/attempt-watch';
import { systemClock } from '@/features/practice/answer/clock';

const slowMillis = 20_000;

/** Keeps a handed-in attempt fresh until it is decided. Returns whether that takes longer than it should. */
export function useAttemptWatch({ id, state }: Pick<AttemptView, 'id' | 'state'>): boolean {
  const queries = useQueryClient();
  const [slow, setSlow] = useState(false);
  const undecided = state === 'SUBMITTED' || state === 'IN_REVIEW';

  useEffect(() => {
    if (!undecided) {
      return;
    }
    let known: AttemptView['state'] = state;
    const watch = new AttemptWatch({
      open: () => new EventSource(`/api/practice/attempts/${id}/events`),
      read: async () => {
        const attempt = await readAttempt(id);
        return attempt.state;
      },
      onState: (next) => {
        if (next !== known) {
          known = next;
          void queries.invalidateQueries({ queryKey: keys.attempt(id) });
          void queries.invalidateQueries({ queryKey: keys.attempts });
        }
      },
      clock: systemClock,
    });
    watch.start();
    const cancel = systemClock.after(slowMillis, () => setSlow(true));
    return () => {
      watch.stop();
      cancel();
    };
  }, [id, state, undecided, queries]);

  return slow;
}
