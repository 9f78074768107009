import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttemptView, GradeCase } from '@/lib/api/types';
import { keys } from '@/features/practice/api/keys';
import { readAttempt } from '@/features/practice/api/read-attempt';
import { AttemptWatch } from '@/features/practice/answer/attempt-watch';
import { systemClock } from '@/lib/clock';

const slowMillis = 20_000;

/** Keeps a handed-in attempt fresh until it is decided. Returns whether that takes longer than it should. */
export function useAttemptWatch({ id, state }: Pick<AttemptView, 'id' | 'state'>): boolean {
  const queries = useQueryClient();
  const [slow, setSlow] = useState(false);
  const undecided = state === 'SUBMITTED' || state === 'IN_REVIEW' || state === 'APPEALED';

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
          void queries.invalidateQueries({ queryKey: keys.gradeCase(id) });
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

const settlingMillis = 4_000;
const provisionalMillis = 30_000;

/**
 * Asks again by itself while something is under way that the stream of states does not tell: an appeal that hasn't
 * reached the attempt yet, another try at grading, a provisional grade that will be replaced.
 */
export function useSettling(attempt: AttemptView, gradeCase: GradeCase | undefined): void {
  const queries = useQueryClient();
  const { id } = attempt;
  const soon =
    gradeCase !== undefined && (gradeCase.state !== attempt.state || gradeCase.retry?.waiting);
  const millis = soon ? settlingMillis : attempt.grade?.provisional ? provisionalMillis : null;
  useEffect(() => {
    if (millis === null) {
      return;
    }
    const timer = setInterval(() => {
      void queries.invalidateQueries({ queryKey: keys.attempt(id) });
      void queries.invalidateQueries({ queryKey: keys.gradeCase(id) });
    }, millis);
    return () => clearInterval(timer);
  }, [id, millis, queries]);
}
