import {
  Button,
  Group,
  MultiSelect,
  Radio,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@/components/data-table';
import { Failure } from '@/components/failure';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { ToneBadge } from '@/components/tone-badge';
import { roundCodes, roundLabel } from '@/lib/labels';
import { topicsQuery, useTopicName } from '@/lib/topics';
import { lossesQuery } from '@/features/curation/api/read-losses';
import classes from './exchange.module.css';
import { exportPath, type ExportFilter } from './export-path';
import { asFormat, formatList, formats, type Format } from './formats';

const nothing: ExportFilter = { q: '', topic: [], round: [], level: [] };

/** Published questions as a file, and what each kind of file cannot carry. */
export function ExportPage() {
  const [format, setFormat] = useState<Format>('native-yaml');
  const [filter, setFilter] = useState(nothing);
  const topics = useQuery(topicsQuery);
  const topicName = useTopicName();
  const set = (change: Partial<ExportFilter>) => setFilter({ ...filter, ...change });
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Export</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          Published questions as a file, for other systems or for a backup. It holds rubrics and
          strong answers: handle it like the questions themselves.
        </Text>
      </div>
      <Stack gap="lg" maw={760}>
        <Radio.Group label="Format" value={format} onChange={(value) => setFormat(asFormat(value))}>
          <div className={classes.options} style={{ marginTop: 8 }}>
            {formatList.map((value) => (
              <Radio
                key={value}
                value={value}
                label={formats[value].label}
                description={formats[value].text}
              />
            ))}
          </div>
        </Radio.Group>
        <Section title="Which questions" lead="All that are published, unless you narrow it.">
          <div className={classes.options}>
            <TextInput
              label="Words"
              placeholder="Any"
              value={filter.q}
              onChange={(event) => set({ q: event.currentTarget.value })}
            />
            <MultiSelect
              label="Round"
              placeholder={filter.round.length === 0 ? 'Any' : undefined}
              data={roundCodes.map((value) => ({ value, label: roundLabel(value) }))}
              value={filter.round}
              onChange={(round) => set({ round })}
            />
            <MultiSelect
              label="Topic"
              placeholder={filter.topic.length === 0 ? 'Any' : undefined}
              searchable
              data={(topics.data?.items ?? []).map(({ id }) => ({
                value: id,
                label: topicName(id),
              }))}
              value={filter.topic}
              onChange={(topic) => set({ topic })}
            />
            <MultiSelect
              label="Level"
              placeholder={filter.level.length === 0 ? 'Any' : undefined}
              data={['L3', 'L4', 'L5', 'L6', 'L7']}
              value={filter.level}
              onChange={(level) => set({ level })}
            />
          </div>
        </Section>
        <Group>
          <Button
            component="a"
            href={exportPath(format, filter)}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
            data-testid="export"
          >
            Download .{formats[format].ending}
          </Button>
        </Group>
      </Stack>
      <Losses format={format} />
    </Stack>
  );
}

function Losses({ format }: { format: Format }) {
  const losses = useQuery(lossesQuery(format));
  return (
    <Section
      title={`What ${formats[format].label} cannot carry`}
      lead="Lost is gone for good. Flattened comes back here, but other systems see text only."
    >
      {losses.isError && <Failure error={losses.error} onRetry={() => void losses.refetch()} />}
      {losses.isPending && <Skeleton h={120} radius="lg" aria-hidden />}
      {losses.data?.length === 0 && <Text role="status">Nothing is lost.</Text>}
      {losses.data && losses.data.length > 0 && (
        <DataTable label="Losses" columns={['Field', 'What happens', 'In detail']} minWidth={560}>
          {losses.data.map(({ field, kind, detail }) => (
            <Table.Tr key={`${field} ${detail}`} data-testid="loss">
              <Table.Th scope="row" fw={500}>
                {field === '*' ? 'Every text' : field === 'pack' ? 'The pack' : field}
              </Table.Th>
              <Table.Td>
                <ToneBadge tone={kind === 'lost' ? 'bad' : 'doubtful'}>{kind}</ToneBadge>
              </Table.Td>
              <Table.Td>{detail}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}
