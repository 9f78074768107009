import { Anchor, Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DataTable } from '@/components/data-table';
import { Failure, FailureLine } from '@/components/failure';
import { ToneBadge, type BadgeTone } from '@/components/tone-badge';
import type { BulkRequest, BulkResult } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { runBulk } from '@/features/curation/api/run-bulk';
import { undoBulk } from '@/features/curation/api/undo-bulk';
import classes from './questions-page.module.css';

const outcomes: Record<BulkResult['items'][number]['outcome'], { label: string; tone: BadgeTone }> =
  {
    'would-change': { label: 'will change', tone: 'busy' },
    changed: { label: 'changed', tone: 'good' },
    unchanged: { label: 'stays as it is', tone: 'plain' },
    refused: { label: 'refused', tone: 'bad' },
  };

const order = ['would-change', 'changed', 'refused', 'unchanged'];

export interface BulkDialogProps {
  request: BulkRequest;
  title: string;
  onClose: (applied: boolean) => void;
}

/** What an action on many would do, question by question; then what it did, with the way back. */
export function BulkDialog({ request, title, onClose }: BulkDialogProps) {
  const queries = useQueryClient();
  const preview = useQuery({
    queryKey: [...keys.bulk, 'preview', request],
    queryFn: () => runBulk(request, true),
    gcTime: 0,
    // Only what stands here is approved: nothing else takes its place by itself.
    staleTime: 'static',
    retry: false,
  });
  const apply = useMutation({
    mutationFn: () => runBulk({ ...request, ...seenIn(preview.data) }, false),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.questions }),
  });
  const undo = useMutation({
    mutationFn: (id: string) => undoBulk(id),
    onSuccess: async (result) => {
      notifications.show({
        title: 'Taken back',
        message: `${plural(count(result, 'changed'), 'question')} as before.`,
      });
      await queries.invalidateQueries({ queryKey: keys.all });
      onClose(true);
    },
  });
  const result = apply.data ?? preview.data;
  const will = preview.data ? count(preview.data, 'would-change') : 0;
  const refused = result ? count(result, 'refused') : 0;
  const id = apply.data?.id;
  const close = () => {
    void queries.invalidateQueries({ queryKey: keys.bulk });
    onClose(apply.isSuccess);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={860}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {preview.isPending && (
          <Skeleton h={180} radius="md" aria-label="Looking what would change" />
        )}
        {preview.isError && (
          <Failure error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {result && (
          <>
            <Text role="status" data-testid="bulk-summary">
              {apply.data
                ? `${plural(count(apply.data, 'changed'), 'question')} changed`
                : `${plural(will, 'question')} will change`}
              {refused > 0 && `, ${refused} refused`}, {count(result, 'unchanged')} stay as they
              are.
            </Text>
            {request.action === 'approve-and-publish' && !apply.isSuccess && (
              <Text size="sm" c="dimmed">
                You approve each text as it stands now: read it first. What is edited before you
                apply is left out.
              </Text>
            )}
            <DataTable
              label="What happens to each"
              columns={['Question', 'Outcome', 'Before', 'After']}
              minWidth={640}
            >
              {[...result.items]
                .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
                .map(({ questionId, title, outcome, before, after, why }) => (
                  <Table.Tr key={questionId}>
                    <Table.Th scope="row" fw={500}>
                      <Anchor
                        href={`/admin/questions/${questionId}`}
                        target="_blank"
                        rel="noopener"
                        inherit
                        aria-label={`${title} (in a new tab)`}
                      >
                        {title}
                      </Anchor>
                    </Table.Th>
                    <Table.Td>
                      <ToneBadge tone={outcomes[outcome].tone}>{outcomes[outcome].label}</ToneBadge>
                      {why && (
                        <Text size="xs" c="dimmed" mt={2}>
                          {why}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{before ?? '–'}</Table.Td>
                    <Table.Td>{after ?? '–'}</Table.Td>
                  </Table.Tr>
                ))}
            </DataTable>
          </>
        )}
        {(apply.error ?? undo.error) && (
          <FailureLine>{(apply.error ?? undo.error)?.message}</FailureLine>
        )}
      </Stack>
      <Group justify="flex-end" className={classes.foot}>
        {apply.isSuccess ? (
          <>
            {id && (
              <Button
                variant="default"
                loading={undo.isPending}
                onClick={() => undo.mutate(id)}
                data-testid="bulk-undo"
              >
                Undo
              </Button>
            )}
            <Button onClick={close} data-autofocus>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={close}>
              Change nothing
            </Button>
            <Button
              loading={apply.isPending}
              disabled={will === 0}
              onClick={() => apply.mutate()}
              data-testid="bulk-apply"
            >
              Apply to {will.toLocaleString()}
            </Button>
          </>
        )}
      </Group>
    </Modal>
  );
}

const count = ({ items }: BulkResult, outcome: BulkResult['items'][number]['outcome']): number =>
  items.filter((item) => item.outcome === outcome).length;

/** What was looked at: only that is approved. */
function seenIn(preview: BulkResult | undefined): Pick<BulkRequest, 'seen'> {
  const read = (preview?.items ?? []).flatMap(({ questionId, revision }) =>
    typeof revision === 'number' ? [[questionId, revision] as const] : [],
  );
  return read.length === 0 ? {} : { seen: Object.fromEntries(read) };
}
