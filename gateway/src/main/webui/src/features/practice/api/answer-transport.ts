import { practiceApi } from '@/lib/api/client';
import { isKeepable, outcomeOf } from '@/lib/api/save-outcome';
import type { AnswerLanguage } from '@/lib/api/types';
import type { AnswerTransport } from '@/lib/autosave';
import { readAttempt } from './read-attempt';

export function answerTransport(id: string, language: AnswerLanguage): AnswerTransport {
  return {
    async save({ text, revision, activeSeconds, leaving }) {
      try {
        const { data } = await practiceApi.PUT('/api/practice/attempts/{id}/answer', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: { text, language, activeSeconds },
          keepalive: leaving && isKeepable(text),
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
