import { Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '@/components/confirm';
import { FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import type { Duplicate } from '@/lib/api/types';
import { percent } from '@/lib/format';
import { duplicatesQuery } from '@/features/curation/api/find-duplicates';
import { keys } from '@/features/curation/api/keys';
import { linkQuestions, type LinkKind } from '@/features/curation/api/link-questions';
import { linksQuery } from '@/features/curation/api/list-links';
import { unlinkQuestions } from '@/features/curation/api/unlink-questions';
import { mergeQuestion } from '@/features/curation/api/merge-question';
import { stateWord } from '@/features/curation/content/labels';
import classes from './editor.module.css';

export interface DuplicatesPanelProps {
  questionId: string;
  /** The draft, as text, as it was a moment ago. */
  text: string;
}

/** Questions that ask nearly the same, found while one writes. */
export function DuplicatesPanel({ questionId, text }: DuplicatesPanelProps) {
  const found = useQuery(duplicatesQuery(questionId, text));
  const links = useQuery(linksQuery(questionId)).data;
  const [merging, setMerging] = useState<Duplicate | null>(null);
  return (
    <Section
      title="Like this one"
      order={2}
      lead={
        <span role="status">
          {found.isError
            ? 'The search could not be made just now.'
            : found.data
              ? found.data.length === 0
                ? 'No other question asks nearly the same.'
                : 'They ask nearly the same, by meaning or by words.'
              : 'Searching…'}
        </span>
      }
    >
      {found.data && found.data.length > 0 && (
        <ul className={classes.panel}>
          {found.data.map((twin) => (
            <Twin
              key={twin.id}
              questionId={questionId}
              twin={twin}
              // The list of links is newer than the search: it changes with every click.
              linked={links ? links.find(({ id }) => id === twin.id)?.kind : twin.link}
              onMerge={() => setMerging(twin)}
            />
          ))}
        </ul>
      )}
      {merging && (
        <MergeDialog questionId={questionId} twin={merging} onClose={() => setMerging(null)} />
      )}
    </Section>
  );
}

interface TwinProps {
  questionId: string;
  twin: Duplicate;
  linked: LinkKind | undefined;
  onMerge: () => void;
}

function Twin({ questionId, twin, linked, onMerge }: TwinProps) {
  const queries = useQueryClient();
  const link = useMutation({
    mutationFn: (kind: LinkKind | null) =>
      kind === null
        ? unlinkQuestions(questionId, twin.id)
        : linkQuestions(questionId, twin.id, kind),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.links(questionId) }),
  });
  return (
    <li className={classes.twin} data-testid="duplicate">
      <Anchor component={Link} to={`/admin/questions/${twin.id}`} inherit fw={600}>
        {twin.title}
      </Anchor>
      {twin.likely && (
        <ToneBadge tone="doubtful" ms={6}>
          asks the same
        </ToneBadge>
      )}
      <Text size="xs" c="dimmed" mt={2}>
        {percent(twin.similarity)} alike ({percent(twin.semantic)} by meaning,{' '}
        {percent(twin.lexical)} by words) · {stateWord(twin.state).label.toLowerCase()}
      </Text>
      {twin.shared.length > 0 && (
        <Text size="xs" mt={4} lineClamp={3}>
          Both say:{' '}
          {twin.shared
            .slice(0, 3)
            .map((phrase) => `“${phrase}”`)
            .join(', ')}
        </Text>
      )}
      <Group gap={6} mt={6}>
        {linked ? (
          <Button
            size="compact-xs"
            variant="light"
            loading={link.isPending}
            onClick={() => link.mutate(null)}
          >
            {linked === 'related' ? 'Linked as related' : 'Linked as the same'}: unlink
          </Button>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            loading={link.isPending}
            onClick={() => link.mutate(twin.likely ? 'duplicate-of' : 'related')}
          >
            {twin.likely ? 'Link as the same' : 'Link as related'}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={onMerge}>
          Merge into it
        </Button>
      </Group>
      {link.isError && <FailureLine>{link.error.message}</FailureLine>}
    </li>
  );
}

interface MergeDialogProps {
  questionId: string;
  twin: Duplicate;
  onClose: () => void;
}

function MergeDialog({ questionId, twin, onClose }: MergeDialogProps) {
  const queries = useQueryClient();
  const merge = useMutation({
    mutationFn: () => mergeQuestion(questionId, twin.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.all });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title="Merge this question into the other?"
      failure={merge.error?.message}
      back="Keep both"
      label="Merge"
      onConfirm={() => merge.mutate()}
      pending={merge.isPending}
      danger
    >
      <Text>
        This question is retired and points to “{twin.title}”. What it covers, its companies, topics
        and references come into a draft of the other, which is not published by this.
      </Text>
    </Confirm>
  );
}
