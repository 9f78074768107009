import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '@/components/failure';
import type { SaveState } from '@/lib/autosave';
import { diffQuery } from '@/features/curation/api/read-diff';
import { ChangesView } from './changes-view';

export interface DraftChangesProps {
  id: string;
  base: number;
  /** Of the draft, as far as it was saved: a new one is another comparison. */
  revision: number;
  state: SaveState;
}

/** What a draft changes of what was published. */
export function DraftChanges({ id, base, revision, state }: DraftChangesProps) {
  const diff = useQuery(diffQuery(id, String(base), 'draft', revision));
  if (diff.isError) {
    return <Failure error={diff.error} onRetry={() => void diff.refetch()} />;
  }
  if (!diff.data) {
    return <Skeleton h={300} radius="lg" aria-label="Comparing" />;
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="md" role="status">
        {diff.data.changes.length === 0
          ? `Nothing differs from version ${base}.`
          : `Against version ${base}${state.kind === 'saved' ? '' : ', as last saved'}.`}
      </Text>
      <ChangesView
        changes={diff.data.changes}
        names={{ before: `Version ${base}`, after: 'This draft' }}
      />
    </>
  );
}
