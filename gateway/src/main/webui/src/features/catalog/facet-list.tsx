import { Button, Chip, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Facets, FacetValue } from '@/lib/api/types';
import { companyLabel, difficultyLabel, roundLabel } from '@/lib/labels';
import { useTopicName } from '@/lib/topics';
import { facetNames, type FacetName, type QuestionFilter } from './question-filter';
import classes from './facet-list.module.css';

const headings: Record<FacetName, string> = {
  round: 'Round',
  topic: 'Topic',
  level: 'Level',
  difficulty: 'Difficulty',
  company: 'Typical of',
};

const label: Record<Exclude<FacetName, 'topic'>, (value: string) => string> = {
  round: roundLabel,
  level: (value) => value,
  difficulty: (value) => `${value} · ${difficultyLabel(Number(value))}`,
  company: companyLabel,
};

const shownAtFirst = 10;

export interface FacetListProps {
  facets: Facets;
  filter: QuestionFilter;
  onChange: (name: FacetName, values: string[]) => void;
}

export function FacetList({ facets, filter, onChange }: FacetListProps) {
  return (
    <Stack gap="xl">
      {facetNames.map((name) => (
        <Facet
          key={name}
          name={name}
          values={facets[name]}
          chosen={filter[name]}
          onChange={(values) => onChange(name, values)}
        />
      ))}
    </Stack>
  );
}

interface FacetProps {
  name: FacetName;
  values: readonly FacetValue[];
  chosen: readonly string[];
  onChange: (values: string[]) => void;
}

function Facet({ name, values, chosen, onChange }: FacetProps) {
  const [all, setAll] = useState(false);
  const topicName = useTopicName();
  const nameOf = name === 'topic' ? topicName : label[name];
  // What is chosen stays visible though nothing is left of it, or it could not be taken back.
  const gone = chosen
    .filter((value) => !values.some((other) => other.value === value))
    .map((value) => ({ value, count: 0 }));
  const known = [...values, ...gone];
  const shown = all
    ? known
    : known.filter(({ value }, index) => index < shownAtFirst || chosen.includes(value));
  if (known.length === 0) {
    return null;
  }
  return (
    <div role="group" aria-labelledby={`facet-${name}`}>
      <Text id={`facet-${name}`} size="sm" fw={600} mb="xs">
        {headings[name]}
      </Text>
      <Chip.Group multiple value={[...chosen]} onChange={onChange}>
        <Group gap={6}>
          {shown.map(({ value, count }) => (
            <Chip key={value} value={value} size="xs" radius="sm" variant="outline">
              {nameOf(value)} <span className={classes.count}>{count}</span>
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {known.length > shown.length && (
        <Button variant="subtle" size="compact-xs" mt={6} onClick={() => setAll(true)}>
          {known.length - shown.length} more
        </Button>
      )}
    </div>
  );
}
