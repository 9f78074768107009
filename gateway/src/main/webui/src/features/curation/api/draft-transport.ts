import { catalogApi } from '@/lib/api/client';
import { ProblemError } from '@/lib/api/problem';
import { isKeepable, outcomeOf } from '@/lib/api/save-outcome';
import type { CuratedQuestion, DraftView } from '@/lib/api/types';
import type { AnswerTransport, SaveOutcome, ServerAnswer } from '@/lib/autosave';
import { draftFrom, draftText } from '@/features/curation/content/content';
import { readQuestion } from './read-question';

/** The draft of a question as autosave carries it: one text and its revision. */
export function draftAnswer({ draft }: Pick<CuratedQuestion, 'draft'>): ServerAnswer | null {
  return draft ? { text: draftText(draft), revision: draft.revision } : null;
}

export interface DraftNews {
  /** What the service has now is this. */
  saved: (draft: Pick<DraftView, 'slug' | 'content' | 'revision' | 'state' | 'updatedAt'>) => void;
  /** The question had to be read again. */
  read: (question: CuratedQuestion) => void;
}

export function draftTransport(id: string, news: DraftNews): AnswerTransport {
  return {
    async save({ text, revision, leaving }) {
      const draft = draftFrom(text);
      try {
        const { data } = await catalogApi.PUT('/api/catalog/curation/questions/{id}/draft', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: draft,
          keepalive: leaving && isKeepable(text),
        });
        if (!data) {
          return { kind: 'unreachable' };
        }
        news.saved({ ...draft, ...data });
        return { kind: 'saved', revision: data.revision };
      } catch (error) {
        return draftOutcome(error);
      }
    },
    async read() {
      const question = await readQuestion(id);
      news.read(question);
      const draft = draftAnswer(question);
      if (!draft) {
        throw new Error('There is no draft any more.');
      }
      return draft;
    },
  };
}

/** Another question's address is something to mend; a draft that is gone or scheduled is the end of writing. */
function draftOutcome(error: unknown): SaveOutcome {
  if (error instanceof ProblemError) {
    if (error.slug === 'slug-taken') {
      return { kind: 'refused', detail: error.message };
    }
    if (error.status === 404) {
      return { kind: 'closed' };
    }
  }
  return outcomeOf(error);
}
