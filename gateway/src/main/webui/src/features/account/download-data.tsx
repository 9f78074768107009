import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import { saveFile } from '@/lib/save-file';
import { downloadOwnData } from './api/download-own-data';

/** A copy of one's own data, to keep or to take elsewhere. */
export function DownloadData() {
  const download = useMutation({
    mutationFn: downloadOwnData,
    onSuccess: (archive) =>
      saveFile(`greenroom-data-${new Date().toISOString().slice(0, 10)}.zip`, archive),
  });
  return (
    <Section title="A copy of my data">
      <Text>
        Everything that Greenroom holds of you in one ZIP file: your answers with their grades and
        appeals, your plan and bookmarks, your mock interviews with what was released to you, and
        what you wrote as an interviewer, a reviewer or an administrator. Open <b>index.html</b> in
        it to see what is where. What others wrote, and what they think in confidence, is not in it.
      </Text>
      {download.isError && (
        <FailureLine>No copy was made: {download.error.message} Try again in a while.</FailureLine>
      )}
      <Stack gap="xs">
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
            data-testid="download-data"
          >
            Download my data
          </Button>
        </Group>
        <Text size="sm" role="status">
          {download.isSuccess && 'Saved.'}
        </Text>
      </Stack>
    </Section>
  );
}
