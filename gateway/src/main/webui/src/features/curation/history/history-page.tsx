import {
  Button,
  Group,
  NativeSelect,
  Skeleton,
  Stack,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { DataTable } from '@/components/data-table';
import { Failure, FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import type { CuratedQuestion, VersionSummary } from '@/lib/api/types';
import { dayTime, plural } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { openDraft } from '@/features/curation/api/open-draft';
import { diffQuery } from '@/features/curation/api/read-diff';
import { questionQuery } from '@/features/curation/api/read-question';
import { versionQuery } from '@/features/curation/api/read-version';
import { AuditTable } from '@/features/curation/audit/audit-table';
import { auditQuery } from '@/features/curation/api/list-audit';
import { Preview } from '@/features/curation/editor/preview';
import { QuestionHead } from '@/features/curation/editor/question-head';
import { ChangesView } from './changes-view';

/** All that was published of a question, what changed from one to another, and who did what. */
export function HistoryPage() {
  const { id = '' } = useParams();
  const question = useQuery(questionQuery(id));
  if (question.isError && !question.data) {
    return <Failure page error={question.error} onRetry={() => void question.refetch()} />;
  }
  if (!question.data) {
    return <Skeleton h={360} radius="lg" aria-label="Loading the history" />;
  }
  return (
    <Stack gap={44}>
      <QuestionHead question={question.data} />
      <Versions question={question.data} />
      <Comparison key={id} question={question.data} />
      <Deeds id={id} />
    </Stack>
  );
}

function Versions({ question }: { question: CuratedQuestion }) {
  const [shown, setShown] = useState<number | null>(null);
  const { id, versions, draft } = question;
  return (
    <Section
      title="Versions"
      lead="What was published never changes. To go back, make a draft of it."
    >
      {versions.length === 0 ? (
        <Text c="dimmed">Nothing of it was published yet.</Text>
      ) : (
        <DataTable
          label="Published versions"
          columns={[
            'Version',
            'Published',
            'What changed',
            <VisuallyHidden key="actions">Actions</VisuallyHidden>,
          ]}
          minWidth={620}
        >
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              id={id}
              version={version}
              hasDraft={draft !== undefined}
              shown={shown === version.version}
              onShow={() => setShown(shown === version.version ? null : version.version)}
            />
          ))}
        </DataTable>
      )}
      {shown !== null && <ShownVersion id={id} version={shown} />}
    </Section>
  );
}

interface VersionRowProps {
  id: string;
  version: VersionSummary;
  /** There is a draft already: another one would have nowhere to go. */
  hasDraft: boolean;
  shown: boolean;
  onShow: () => void;
}

function VersionRow({ id, version, hasDraft, shown, onShow }: VersionRowProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const restore = useMutation({
    mutationFn: () => openDraft(id, version.version),
    onSuccess: async (next) => {
      queries.setQueryData<CuratedQuestion>(keys.question(id), next);
      await queries.invalidateQueries({ queryKey: keys.questions });
      await navigate(`/admin/questions/${id}`);
    },
  });
  return (
    <Table.Tr data-testid="version">
      <Table.Th scope="row" fw={600}>
        {version.version}
      </Table.Th>
      <Table.Td>
        {dayTime(version.publishedAt)}
        <Text size="xs" c="dimmed">
          by {version.publishedBy === 'content' ? 'a content file' : version.publishedBy}
        </Text>
      </Table.Td>
      <Table.Td>{version.note ?? '–'}</Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="compact-sm" variant="subtle" onClick={onShow} aria-expanded={shown}>
            {shown ? 'Hide' : 'Show'}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={restore.isPending}
            disabled={hasDraft}
            title={hasDraft ? 'There is a draft already: publish or discard it first.' : undefined}
            onClick={() => restore.mutate()}
            aria-label={`Make a draft of it: version ${version.version}`}
            data-testid="restore-version"
          >
            Make a draft of it
          </Button>
        </Group>
        {restore.isError && <FailureLine>{restore.error.message}</FailureLine>}
      </Table.Td>
    </Table.Tr>
  );
}

function ShownVersion({ id, version }: { id: string; version: number }) {
  const content = useQuery(versionQuery(id, version));
  if (content.isError) {
    return <Failure error={content.error} onRetry={() => void content.refetch()} />;
  }
  return content.data ? (
    <section aria-label={`Version ${version}`}>
      <Preview draft={content.data} as="interviewer" />
    </section>
  ) : (
    <Skeleton h={240} radius="lg" />
  );
}

const sideName = (side: string): string => (side === 'draft' ? 'The draft' : `Version ${side}`);

function Comparison({ question }: { question: CuratedQuestion }) {
  const { id, versions, draft } = question;
  const sides = [...(draft ? ['draft'] : []), ...versions.map(({ version }) => String(version))];
  const [to, setTo] = useState(sides[0] ?? '');
  const [from, setFrom] = useState(sides[1] ?? '');
  if (sides.length < 2) {
    return null;
  }
  const options = sides.map((value) => ({ value, label: sideName(value) }));
  return (
    <Section title="What changed">
      <Group gap="md" align="end">
        <NativeSelect
          label="From"
          data={options}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <NativeSelect
          label="to"
          data={options}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      {from === to ? (
        <Text c="dimmed">Choose two that are not the same.</Text>
      ) : (
        <Compared id={id} from={from} to={to} revision={draft?.revision ?? 0} />
      )}
    </Section>
  );
}

interface ComparedProps {
  id: string;
  from: string;
  to: string;
  revision: number;
}

function Compared({ id, from, to, revision }: ComparedProps) {
  const diff = useQuery(diffQuery(id, from, to, revision));
  if (diff.isError) {
    return <Failure error={diff.error} onRetry={() => void diff.refetch()} />;
  }
  if (!diff.data) {
    return <Skeleton h={240} radius="lg" aria-label="Comparing" />;
  }
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {diff.data.changes.length === 0
          ? 'They say the same.'
          : plural(diff.data.changes.length, 'change')}
      </Text>
      <ChangesView
        changes={diff.data.changes}
        names={{ before: sideName(from), after: sideName(to) }}
        order={3}
      />
    </>
  );
}

function Deeds({ id }: { id: string }) {
  const log = useQuery(
    auditQuery({ who: '', action: [], question: id, from: '', to: '', page: 0 }),
  );
  return (
    <Section title="Who did what">
      {log.isError && !log.data && <Failure error={log.error} onRetry={() => void log.refetch()} />}
      {log.data?.items.length === 0 && <Text c="dimmed">Nothing is recorded yet.</Text>}
      {log.data && log.data.items.length > 0 && (
        <AuditTable entries={log.data.items} withQuestion={false} />
      )}
    </Section>
  );
}
