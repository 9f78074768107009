import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureLine } from '@/components/failure';
import { plural } from '@/lib/format';
import { saveFile } from '@/lib/save-file';
import { exportGold } from '@/features/grading/api/export-gold';

export interface GoldDialogProps {
  /** The one question that the page is narrowed to, if it is. */
  question?: { questionId: string; title: string };
  onClose: () => void;
}

/** What people decided on, as a file for `./greenroom evaluate`; with a word on whose answers these are. */
export function GoldDialog({ question, onClose }: GoldDialogProps) {
  const download = useMutation({
    mutationFn: async () => {
      const lines = await exportGold(question?.questionId);
      const count = lines.split('\n').filter((line) => line !== '').length;
      if (count > 0) {
        saveFile(question ? `gold-${question.questionId}.jsonl` : 'gold.jsonl', lines);
      }
      return count;
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Export the gold set"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text>
          Answers with the levels that a person decided on, one a line, of{' '}
          {question ? `“${question.title}”` : 'all questions'}. Measure a grader against them with{' '}
          <Code>./greenroom evaluate gold.jsonl</Code>.
        </Text>
        <Text size="sm" c="dimmed">
          It has no ids of people, and addresses and telephone numbers are taken out. A name that
          somebody wrote into an answer stays in it: treat the file as personal data.
        </Text>
        <Text size="sm" role="status" data-testid="gold-outcome">
          {download.isSuccess &&
            (download.data === 0
              ? 'There is nothing to export: nobody has decided on such an answer yet.'
              : `${plural(download.data, 'answer')} saved.`)}
        </Text>
        {download.isError && <FailureLine>{download.error.message}</FailureLine>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {download.isSuccess ? 'Close' : 'Cancel'}
          </Button>
          <Button
            loading={download.isPending}
            onClick={() => download.mutate()}
            data-autofocus
            data-testid="download-gold"
          >
            Download
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
