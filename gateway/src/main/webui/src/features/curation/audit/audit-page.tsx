import { Button, Group, MultiSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Pages } from '@/components/pages';
import { plural } from '@/lib/format';
import { auditExportPath } from '@/features/curation/api/export-audit';
import { auditPageSize, auditQuery } from '@/features/curation/api/list-audit';
import {
  auditActions,
  isNarrowed,
  readFilter,
  writeFilter,
  type AuditAction,
  type AuditFilter,
} from './audit-filter';
import classes from './audit-page.module.css';
import { AuditTable } from './audit-table';

/** Everything that was done to questions. */
export function AuditPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const log = useQuery(auditQuery(filter));
  const narrow = (change: Partial<AuditFilter>) =>
    setParams(writeFilter({ ...filter, page: 0, ...change }));
  const clear = () => setParams(new URLSearchParams());
  const total = log.data?.total ?? 0;
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="end" gap="md">
        <div>
          <PageHeading>Audit log</PageHeading>
          <Text c="dimmed" mt={4} maw={640}>
            Who did what to which question, and when. Nothing is ever taken out of it.
          </Text>
        </div>
        <Button
          component="a"
          href={auditExportPath(filter)}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          data-testid="export-audit"
        >
          As CSV
        </Button>
      </Group>
      <Filters key={params.toString() === '' ? 'none' : 'some'} filter={filter} onNarrow={narrow} />
      {log.isError && !log.data && <Failure error={log.error} onRetry={() => void log.refetch()} />}
      {log.isPending && <Skeleton h={320} radius="lg" aria-hidden />}
      {log.data?.items.length === 0 && (
        <Notice
          icon={<IconListSearch />}
          title={isNarrowed(filter) ? 'Nothing of this kind was done' : 'Nothing was done yet'}
          color="gray"
          action={
            isNarrowed(filter) && (
              <Button variant="light" onClick={clear}>
                Clear filters
              </Button>
            )
          }
        />
      )}
      {log.data && log.data.items.length > 0 && (
        <Stack gap="sm" aria-busy={log.isPlaceholderData}>
          <Group justify="space-between" mih={30}>
            <Text size="sm" c="dimmed" role="status">
              {plural(total, 'entry').replace('entrys', 'entries')}, newest first
            </Text>
            {isNarrowed(filter) && (
              <Button variant="subtle" size="compact-sm" onClick={clear}>
                Clear filters
              </Button>
            )}
          </Group>
          <AuditTable entries={log.data.items} withQuestion />
        </Stack>
      )}
      <Pages
        total={Math.ceil(total / auditPageSize)}
        value={filter.page + 1}
        onChange={(page) => setParams(writeFilter({ ...filter, page: page - 1 }))}
      />
    </Stack>
  );
}

interface FiltersProps {
  filter: AuditFilter;
  onNarrow: (change: Partial<AuditFilter>) => void;
}

function Filters({ filter, onNarrow }: FiltersProps) {
  const [who, setWho] = useState(filter.who);
  const [question, setQuestion] = useState(filter.question);
  const soon = useDebouncedCallback((change: Partial<AuditFilter>) => onNarrow(change), 400);
  return (
    <div className={classes.filters} role="search" aria-label="Filters">
      <TextInput
        label="Who"
        placeholder="A name"
        value={who}
        onChange={(event) => {
          setWho(event.currentTarget.value);
          soon({ who: event.currentTarget.value });
        }}
      />
      <MultiSelect
        label="What"
        placeholder={filter.action.length === 0 ? 'Anything' : undefined}
        searchable
        data={Object.entries(auditActions).map(([value, label]) => ({ value, label }))}
        value={filter.action}
        onChange={(action) => onNarrow({ action: action as AuditAction[] })}
      />
      <TextInput
        label="Question"
        placeholder="Its id"
        value={question}
        onChange={(event) => {
          setQuestion(event.currentTarget.value);
          soon({ question: event.currentTarget.value });
        }}
      />
      <TextInput
        type="date"
        label="From"
        value={filter.from}
        max={filter.to === '' ? undefined : filter.to}
        onChange={(event) => onNarrow({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="until"
        value={filter.to}
        min={filter.from === '' ? undefined : filter.from}
        onChange={(event) => onNarrow({ to: event.currentTarget.value })}
      />
    </div>
  );
}
