import { NativeSelect, SegmentedControl, Select, TagsInput, Text } from '@mantine/core';
import { memo } from 'react';
import { companyLabel, difficultyLabel, roundCodes, roundLabel } from '@/lib/labels';
import { slugFrom, type Change, type Sheet } from '@/features/curation/content/content';
import classes from './editor.module.css';
import { useField } from './field-findings';
import { fieldId } from './findings';
import { NumberField } from './number-field';
import { TextField } from './text-field';

const levels = ['L3', 'L4', 'L5', 'L6', 'L7'];

/** What of the sheet is written here: for anything else this part is not drawn anew. */
const own = [
  'title',
  'slug',
  'round',
  'minutes',
  'level',
  'difficulty',
  'topics',
  'companies',
  'covers',
  'answerFormat',
] as const satisfies (keyof Sheet)[];

export interface BasicsEditorProps {
  sheet: Sheet;
  change: Change<Sheet>;
  /** Topics that other questions have. */
  topics: readonly string[];
  /** It was never published: its address may follow its title. */
  fresh: boolean;
}

/** What a question is about and whom it suits. */
export const BasicsEditor = memo(
  Basics,
  (before, now) =>
    own.every((name) => before.sheet[name] === now.sheet[name]) &&
    before.topics === now.topics &&
    before.fresh === now.fresh &&
    before.change === now.change,
);

function Basics({ sheet, change, topics, fresh }: BasicsEditorProps) {
  const set = (part: Partial<Sheet>) => change((before) => ({ ...before, ...part }));
  const round = useField('/round');
  const topicField = useField('/topics', 'One to eight, as short names: kv-cache, evaluation.');
  const companies = useField('/companies', 'Whom such a question is typical of.');
  const covers = useField('/covers', 'Ids of the coverage list.');
  const difficulty = useField('/difficulty');
  const format = useField('/answerFormat');
  const level = useField('/level');
  const tag = (values: string[]) => [...new Set(values.map(slugFrom).filter(Boolean))];
  return (
    <div className={classes.fields}>
      <TextField
        pointer="/title"
        label="Title"
        text={sheet.title}
        onText={(title) => set({ title })}
        onBlur={() => {
          if (fresh && sheet.slug === '' && sheet.title.trim() !== '') {
            set({ slug: slugFrom(sheet.title) });
          }
        }}
      />
      <TextField
        pointer="/slug"
        label="Address"
        hint="The last part of the question’s address."
        text={sheet.slug}
        onText={(slug) => set({ slug })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <div className={classes.pair}>
        <Select
          {...round}
          label="Round"
          placeholder="Choose one"
          data={roundCodes.map((value) => ({ value, label: roundLabel(value) }))}
          value={sheet.round === '' ? null : sheet.round}
          onChange={(value) => set({ round: value ?? '' })}
        />
        <NumberField
          pointer="/minutes"
          label="Minutes"
          min={1}
          max={480}
          number={sheet.minutes}
          onNumber={(minutes) => set({ minutes })}
        />
      </div>
      <div className={classes.pair}>
        <div role="group" aria-label="Level">
          <div className={classes.pair} data-tight>
            <NativeSelect
              {...level}
              label="Level from"
              data={['', ...levels]}
              value={sheet.level.min}
              onChange={(event) =>
                set({ level: { ...sheet.level, min: event.currentTarget.value } })
              }
            />
            <NativeSelect
              id={fieldId('/level/max')}
              label="to"
              data={['', ...levels]}
              value={sheet.level.max}
              onChange={(event) =>
                set({ level: { ...sheet.level, max: event.currentTarget.value } })
              }
            />
          </div>
        </div>
        <NativeSelect
          {...difficulty}
          label="Difficulty"
          data={[
            { value: '', label: '' },
            ...[1, 2, 3, 4, 5].map((step) => ({
              value: String(step),
              label: `${step} · ${difficultyLabel(step)}`,
            })),
          ]}
          value={sheet.difficulty === null ? '' : String(sheet.difficulty)}
          onChange={({ currentTarget: { value } }) =>
            set({ difficulty: value === '' ? null : Number(value) })
          }
        />
      </div>
      <TagsInput
        {...topicField}
        label="Topics"
        data={[...topics]}
        maxTags={8}
        value={sheet.topics}
        onChange={(values) => set({ topics: tag(values) })}
        splitChars={[',', ' ']}
      />
      <TagsInput
        {...companies}
        label="Companies"
        maxTags={12}
        value={sheet.companies}
        onChange={(values) => set({ companies: tag(values) })}
        splitChars={[',', ' ']}
      />
      {sheet.companies.length > 0 && (
        <Text size="xs" c="dimmed" mt={-8}>
          Shown as {sheet.companies.map(companyLabel).join(', ')}.
        </Text>
      )}
      <TagsInput
        {...covers}
        label="Covers"
        value={sheet.covers}
        onChange={(values) => set({ covers: [...new Set(values)] })}
        splitChars={[',', ' ']}
      />
      <div>
        <Text size="sm" fw={600} mb={6} id="answered-in">
          Answered in
        </Text>
        <SegmentedControl
          id={format.id}
          aria-labelledby="answered-in"
          data={[
            { value: 'text', label: 'Words' },
            { value: 'code', label: 'Python' },
          ]}
          value={sheet.answerFormat === '' ? 'text' : sheet.answerFormat}
          onChange={(value) =>
            set(
              value === 'code'
                ? { answerFormat: 'code', codeLanguage: 'python' }
                : { answerFormat: 'text', codeLanguage: '', starterCode: '' },
            )
          }
        />
        {format.error}
      </div>
    </div>
  );
}
