import type { SaveOutcome } from '@/lib/autosave';
import { ProblemError } from './problem';

/** Browsers refuse a request that outlives its page when its body is larger than 64 KiB. */
const keepaliveLimitBytes = 60_000;

export const isKeepable = (body: string): boolean =>
  new TextEncoder().encode(body).length < keepaliveLimitBytes;

/** What a refused save means for what was to be saved. */
export function outcomeOf(error: unknown): SaveOutcome {
  if (!(error instanceof ProblemError)) {
    return { kind: 'unreachable' };
  }
  switch (error.status) {
    case 412:
      return { kind: 'stale' };
    case 409:
      return { kind: 'closed' };
    case 401:
      return { kind: 'signed-out' };
    case 429:
      return { kind: 'unreachable', retryAfterMillis: (error.retryAfterSeconds ?? 5) * 1000 };
    default:
      return error.status >= 500
        ? { kind: 'unreachable' }
        : { kind: 'refused', detail: error.problem.errors?.[0]?.detail ?? error.message };
  }
}
