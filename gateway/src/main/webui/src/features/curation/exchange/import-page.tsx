import {
  Anchor,
  Button,
  FileInput,
  Group,
  NativeSelect,
  Progress,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { ProblemError } from '@/lib/api/problem';
import type { ImportReport } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { importFile, type ImportWanted } from '@/features/curation/api/import-file';
import { keys } from '@/features/curation/api/keys';
import classes from './exchange.module.css';
import { formatList, formats, largestFile, type Format } from './formats';
import { areTooMany, comingIn, inTheWay, said, type Choices } from './import-choices';
import { ImportTable } from './import-table';

type As = 'auto' | 'drafts' | 'published';

/** A file of questions: looked at first, row by row, then taken over whole or not at all. */
export function ImportPage() {
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState<Format | 'auto'>('auto');
  const [as, setAs] = useState<As>('auto');
  const [pack, setPack] = useState('');
  const [choices, setChoices] = useState<Choices>(new Map());
  const queries = useQueryClient();
  const look = useMutation({ mutationFn: (wanted: ImportWanted) => importFile(wanted, true) });
  const apply = useMutation({
    mutationFn: (wanted: ImportWanted) => importFile(wanted, false),
    onSuccess: async (report) => {
      const { added, changed, merged, omitted } = report.summary;
      notifications.show({
        title: 'Taken over',
        message:
          `${plural(added, 'question')} added, ${changed} changed` +
          (merged > 0 ? `, ${merged} merged` : '') +
          (omitted > 0 ? `, ${omitted} left out` : '') +
          '.',
      });
      await queries.invalidateQueries({ queryKey: keys.all });
    },
  });
  const tooLarge = file !== null && file.size > largestFile;
  const wanted: ImportWanted | null =
    file && !tooLarge ? { file, format, pack, ...(as !== 'auto' && { as }) } : null;
  /** What was looked at is no longer what would be taken over. */
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      setChoices(new Map());
      look.reset();
      apply.reset();
    };
  };
  const report = apply.data ?? look.data;
  return (
    <Stack gap="xl">
      <div>
        <PageHeading>Import</PageHeading>
        <Text c="dimmed" mt={4} maw={680}>
          A file is looked at first: you see row by row what would change. Then it is taken over
          whole, or not at all.
        </Text>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted) {
            setChoices(new Map());
            apply.reset();
            look.mutate(wanted);
          }
        }}
      >
        <Stack gap="md" maw={720}>
          <FileInput
            label="File"
            description="Up to 50 MB, as UTF-8; QTI as an item or a zip."
            placeholder="Choose a file"
            leftSection={<IconFileUpload size={18} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': 'Take the file away' }}
            accept=".yaml,.yml,.json,.csv,.md,.markdown,.xml,.txt,.gift,.zip"
            value={file}
            onChange={changed(setFile)}
            error={tooLarge ? 'It is larger than 50 MB. Split it, or export less.' : undefined}
          />
          <div className={classes.options}>
            <NativeSelect
              label="Format"
              data={[
                { value: 'auto', label: 'By how the file begins' },
                ...formatList.map((value) => ({ value, label: formats[value].label })),
              ]}
              value={format}
              onChange={(event) => changed(setFormat)(event.currentTarget.value as Format | 'auto')}
            />
            <TextInput
              label="Pack for new questions"
              placeholder="imported"
              description="Where the file does not say."
              inputWrapperOrder={['label', 'input', 'description']}
              value={pack}
              onChange={(event) => changed(setPack)(event.currentTarget.value)}
            />
          </div>
          <div>
            <Text size="sm" fw={600} mb={6} id="import-as">
              They become
            </Text>
            <SegmentedControl
              aria-labelledby="import-as"
              data={[
                { value: 'auto', label: 'As is usual' },
                { value: 'drafts', label: 'Drafts' },
                { value: 'published', label: 'Published' },
              ]}
              value={as}
              onChange={(value) => changed(setAs)(value as As)}
            />
            <Text size="xs" c="dimmed" mt={6}>
              As is usual: Greenroom’s own packs are published, whatever comes from elsewhere
              becomes drafts. Where a second curator has to look, what is to be published goes to
              review first.
            </Text>
          </div>
          <Group>
            <Button type="submit" disabled={!wanted} loading={look.isPending} data-testid="dry-run">
              Look what would change
            </Button>
          </Group>
        </Stack>
      </form>
      {(look.isPending || apply.isPending) && (
        <Progress value={100} animated aria-label="The file is being read" />
      )}
      <ImportFailure error={apply.error ?? look.error} />
      {report && (
        <Section
          title={
            report.applied
              ? 'What was changed'
              : report.dryRun
                ? 'What would change'
                : 'Nothing was changed'
          }
          lead={`Read as ${formats[report.format].label}; ${become[report.as]}.`}
        >
          <ImportTable
            report={report}
            choices={choices}
            onChoose={(row, choice) => {
              const next = new Map(choices);
              if (choice === '') {
                next.delete(row);
              } else {
                next.set(row, choice);
              }
              setChoices(next);
              apply.reset();
            }}
            apply={
              report.dryRun && wanted ? (
                <Group gap="sm">
                  <Text size="sm" role="status" data-testid="import-choices">
                    {areTooMany(choices)
                      ? 'More choices than can be sent with one file: split it.'
                      : said(choices)}
                  </Text>
                  <Button
                    loading={apply.isPending}
                    disabled={
                      report.errors.length + inTheWay(report.rows, choices) > 0 ||
                      comingIn(report.rows, choices) === 0 ||
                      areTooMany(choices)
                    }
                    onClick={() => apply.mutate({ ...wanted, choices })}
                    data-testid="apply-import"
                  >
                    Take it over
                  </Button>
                </Group>
              ) : null
            }
          />
          {report.applied && (
            <Text>
              <Anchor
                component={Link}
                to={
                  report.as === 'review' ? '/admin/questions?state=in-review' : '/admin/questions'
                }
              >
                See them in the list
              </Anchor>
            </Text>
          )}
        </Section>
      )}
      {!report && !look.isPending && !look.isError && (
        <Notice icon={<IconFileUpload />} title="Nothing was chosen yet" color="gray">
          What a format can carry is said on the{' '}
          <Anchor component={Link} to="/admin/export" inherit underline="always">
            export page
          </Anchor>
          .
        </Notice>
      )}
    </Stack>
  );
}

const become: Record<ImportReport['as'], string> = {
  drafts: 'they become drafts',
  review: 'they go to review, and are published once another curator has approved them',
  published: 'they are published',
};

/** Why a file was refused as a whole, with each place that the refusal names. */
function ImportFailure({ error }: { error: Error | null }) {
  if (!error) {
    return null;
  }
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return (
    <Stack gap="sm" data-testid="import-refused">
      <Failure error={error} />
      {errors.length > 0 && (
        <ul className={classes.errors}>
          {errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {pointer && <code>{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
