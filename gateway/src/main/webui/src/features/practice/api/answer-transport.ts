import { practiceApi } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import type { AnswerLanguage } from '@/lib/api/types';
import type { AnswerTransport, SaveOutcome } from '@/features/practice/answer/autosave';
import { readAttempt } from './read-attempt';

/** Browsers refuse a request that outlives its page when its body is larger than 64 KiB. */
const keepaliveLimitBytes = 60_000;

export function answerTransport(id: string, language: AnswerLanguage): AnswerTransport {
  return {
    async save({ text, revision, activeSeconds, leaving }) {
      const small = leaving && new TextEncoder().encode(text).length < keepaliveLimitBytes;
      try {
        const { data } = await practiceApi.PUT('/api/practice/attempts/{id}/answer', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: { text, language, activeSeconds },
          keepalive: small,
        });
        return data ? { kind: 'saved', revision: data.revision } : { kind: 'unreachable' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async read() {
      const { text, revision } = await readAttempt(id);
      return { text, revision };
    },
  };
}

function outcomeOf(error: unknown): SaveOutcome {
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
