import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CuratedQuestion } from '@/lib/api/types';
import type { Autosave } from '@/lib/autosave';
import { actOnDraft, type DraftStep } from '@/features/curation/api/act-on-draft';
import { keys } from '@/features/curation/api/keys';
import { keptWords } from '@/lib/answer-keeper';

/** One step of a draft: the newest text is on the server first, or nothing happens. */
export function useDraftStep(id: string, autosave: Autosave, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: DraftStep) => {
      if (!(await autosave.save())) {
        throw new Error(
          `The newest text is not on the server yet. It is ${keptWords(!autosave.wouldLose)}; try again when it is saved.`,
        );
      }
      return actOnDraft(id, autosave.revision, wanted);
    },
    onSuccess: async (question) => {
      queries.setQueryData<CuratedQuestion>(keys.question(id), question);
      onDone();
      await queries.invalidateQueries({ queryKey: keys.all });
    },
    onError: () => queries.invalidateQueries({ queryKey: keys.question(id) }),
  });
}
