import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Confirm } from '@/components/confirm';
import type { CuratedQuestion } from '@/lib/api/types';
import type { Autosave } from '@/lib/autosave';
import { discardDraft } from '@/features/curation/api/discard-draft';
import { keys } from '@/features/curation/api/keys';

export interface DiscardDialogProps {
  question: CuratedQuestion;
  autosave: Autosave;
  onClose: () => void;
}

/** Gives a draft up. What is discarded is what is on the server: so the newest text goes there first. */
export function DiscardDialog({ question, autosave, onClose }: DiscardDialogProps) {
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: async () => {
      if (!(await autosave.save())) {
        throw new Error('The newest text is not on the server yet. Try again when it is saved.');
      }
      await discardDraft(question.id, autosave.revision);
    },
    onSuccess: async () => {
      autosave.handedIn();
      await queries.invalidateQueries({ queryKey: keys.all });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="Discard this draft?"
      failure={discard.error?.message}
      back="Keep it"
      label="Discard it"
      onConfirm={() => discard.mutate()}
      pending={discard.isPending}
      danger
      testId="confirm-discard"
    >
      <Text>
        {question.publishedVersion
          ? `Version ${question.publishedVersion} stays published.`
          : 'The question was never published: nothing of it is left to candidates.'}{' '}
        The draft can be brought back from this page, and the audit log keeps it.
      </Text>
    </Confirm>
  );
}
