import { queryOptions } from '@tanstack/react-query';
import { isKeepable, outcomeOf } from '@/lib/api/save-outcome';
import type { AnswerTransport } from '@/lib/autosave';
import { call } from './call';
import { keys } from './keys';
import type {
  AgreedContent,
  CardContent,
  Opinion,
  PanelCards,
  RoomNote,
  Scorecard,
  SentCard,
} from './shapes';

const readScorecard = (id: string, signal?: AbortSignal) =>
  call<Scorecard>('GET', `/${id}/scorecard`, { signal });

export function scorecardQuery(id: string) {
  return queryOptions({
    queryKey: keys.scorecard(id),
    queryFn: ({ signal }) => readScorecard(id, signal),
    staleTime: 0,
  });
}

/** Carries a scorecard, as text, to the server. */
export function scorecardTransport(
  id: string,
  textOf: (card: SentCard) => string,
  onSaved: (card: Scorecard) => void,
): AnswerTransport {
  return {
    async save({ text, revision, leaving }) {
      try {
        const saved = await call<Scorecard>('PUT', `/${id}/scorecard`, {
          body: JSON.parse(text) as CardContent,
          revision,
          keepalive: leaving && isKeepable(text),
        });
        onSaved(saved);
        return { kind: 'saved', revision: saved.revision };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async read() {
      const card = await readScorecard(id);
      return { text: textOf(card), revision: card.revision };
    },
  };
}

export const submitScorecard = (id: string, revision: number) =>
  call<Scorecard>('POST', `/${id}/scorecard/submission`, { revision });

export function notesQuery(id: string) {
  return queryOptions({
    queryKey: keys.notes(id),
    queryFn: ({ signal }) => call<{ items: RoomNote[] }>('GET', `/${id}/notes`, { signal }),
    staleTime: 10_000,
  });
}

export function opinionsQuery(id: string, enabled: boolean) {
  return queryOptions({
    queryKey: keys.opinions(id),
    queryFn: ({ signal }) =>
      call<{ items: Opinion[] }>('GET', `/${id}/scorecard/opinions`, { signal }),
    enabled,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.items.some((opinion) => opinion.state === 'WAITING') ? 2_000 : false,
  });
}

/** An answer is judged once. Without a text the server would take the card's summary; an empty one is none. */
export const askOpinion = (id: string, itemId: string, text: string) =>
  call<Opinion>('POST', `/${id}/scorecard/opinion`, { body: { itemId, text } });

export function panelQuery(id: string) {
  return queryOptions({
    queryKey: keys.panel(id),
    queryFn: ({ signal }) => call<PanelCards>('GET', `/${id}/scorecards`, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !state.data.complete ? 10_000 : false),
  });
}

export const saveReconciliation = (id: string, revision: number, content: AgreedContent) =>
  call<PanelCards>('PUT', `/${id}/reconciliation`, { body: content, revision });

/** The panel no longer waits for somebody who will not hand in. */
export const excuse = (id: string, participantId: string) =>
  call<PanelCards>('PUT', `/${id}/scorecards/${participantId}/excuse`);
