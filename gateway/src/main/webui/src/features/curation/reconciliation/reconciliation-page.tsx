import { Anchor, Button, Code, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@/components/confirm';
import { Disclosure } from '@/components/disclosure';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { ReconciliationItem } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { reconciliationQuery } from '@/features/curation/api/read-reconciliation';
import { settleDifference } from '@/features/curation/api/settle-difference';
import { ChangesView } from '@/features/curation/history/changes-view';

const kinds: Record<ReconciliationItem['kind'], { label: string; tone: BadgeTone; text: string }> =
  {
    different: {
      label: 'Both differ',
      tone: 'doubtful',
      text: 'The file says something else than the database, and the database was edited since the file was last taken.',
    },
    'only-in-files': {
      label: 'Only in the files',
      tone: 'busy',
      text: 'The file has it, the database does not offer it.',
    },
    'only-in-database': {
      label: 'Only in the database',
      tone: 'busy',
      text: 'The database has it, no file does any more.',
    },
  };

/** Where the content files and the database say different things. Neither is ever written over the other unasked. */
export function ReconciliationPage() {
  const found = useQuery(reconciliationQuery);
  const items = found.data?.items ?? [];
  const open = items.filter(({ accepted }) => !accepted);
  const settled = items.filter(({ accepted }) => accepted);
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Files and database</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          Questions are curated as files, too. A file is taken when the database still holds what
          the file said last; any other difference waits here for a decision.
          {found.data?.checkedAt && ` The files were last read ${dayTime(found.data.checkedAt)}.`}
        </Text>
      </div>
      {found.isError && !found.data && (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && <Skeleton h={240} radius="lg" aria-hidden />}
      {found.data && open.length === 0 && (
        <Notice icon={<IconFileCheck />} title="Nothing to decide">
          The files and the database say the same
          {settled.length > 0 && ', save for what was decided'}.
        </Notice>
      )}
      {open.length > 0 && (
        <Stack gap="md">
          <Text size="sm" c="dimmed" role="status">
            {plural(open.length, 'difference')} to decide
          </Text>
          {open.map((item) => (
            <Difference key={item.questionId} item={item} />
          ))}
        </Stack>
      )}
      {settled.length > 0 && (
        <Disclosure label={`Decided for the database (${settled.length})`}>
          <Stack gap="md">
            {settled.map((item) => (
              <Difference key={item.questionId} item={item} />
            ))}
          </Stack>
        </Disclosure>
      )}
    </Stack>
  );
}

function Difference({ item }: { item: ReconciliationItem }) {
  const { questionId, title, pack, source, kind, accepted, detail, changes } = item;
  const [taking, setTaking] = useState<'files' | 'database' | null>(null);
  const word = kinds[kind];
  return (
    <Paper
      withBorder
      radius="lg"
      p="lg"
      component="article"
      aria-label={title}
      data-testid="difference"
    >
      <Group justify="space-between" align="start" gap="md">
        <div>
          <Group gap="xs">
            <Title order={2} size="h4">
              <Anchor component={Link} to={`/admin/questions/${questionId}`} inherit>
                {title}
              </Anchor>
            </Title>
            <ToneBadge tone={word.tone}>{word.label}</ToneBadge>
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {source ? <Code>{source}</Code> : `Pack ${pack}`}
          </Text>
          <Text size="sm" mt={6} maw={640}>
            {detail ?? word.text}
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => setTaking('files')} data-testid="take-files">
            {kind === 'only-in-database' ? 'Retire it' : 'Take the file’s'}
          </Button>
          {!accepted && (
            <Button
              variant="default"
              onClick={() => setTaking('database')}
              data-testid="take-database"
            >
              Keep the database’s
            </Button>
          )}
        </Group>
      </Group>
      {changes.length > 0 && (
        <Disclosure label={`${plural(changes.length, 'change')} from the file to the database`}>
          <ChangesView
            changes={changes}
            names={{ before: 'In the file', after: 'In the database' }}
            order={3}
          />
        </Disclosure>
      )}
      {taking && <TakeDialog item={item} take={taking} onClose={() => setTaking(null)} />}
    </Paper>
  );
}

interface TakeDialogProps {
  item: ReconciliationItem;
  take: 'files' | 'database';
  onClose: () => void;
}

function TakeDialog({ item, take, onClose }: TakeDialogProps) {
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: () => settleDifference(item.questionId, take),
    onSuccess: async (next) => {
      queries.setQueryData(keys.reconciliation, next);
      onClose();
      await queries.invalidateQueries({ queryKey: keys.all });
    },
  });
  const files = take === 'files';
  return (
    <Confirm
      opened
      onClose={onClose}
      title={files ? 'Take what the files say?' : 'Keep what the database says?'}
      failure={settle.error?.message}
      back="Not now"
      label={files ? 'Take the files’' : 'Keep the database’s'}
      onConfirm={() => settle.mutate()}
      pending={settle.isPending}
      expected={!files}
      testId="confirm-take"
    >
      <Text>
        {files
          ? item.kind === 'only-in-database'
            ? 'The question is retired, as no file has it. Its versions stay in the history.'
            : 'The text of the file becomes the next published version. What the database said stays in the history.'
          : 'Nothing is published. The difference is kept as decided, and comes back when either side changes.'}
      </Text>
    </Confirm>
  );
}
