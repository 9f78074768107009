import { Anchor, Collapse, List, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { CriterionMark, Evidence, ReviewCriterion } from '@/lib/api/types';
import { toneOf } from '@/lib/evidence-marks';
import { plural } from '@/lib/format';
import { levelName } from '@/lib/labels';
import { LevelPicker } from '@/components/level-picker';
import classes from './criterion-form.module.css';
import { Quotes } from './quotes';

export interface CriterionFormProps {
  criterion: ReviewCriterion;
  index: number;
  mark: CriterionMark;
  open: boolean;
  onOpen: () => void;
  onLevel: (level: number) => void;
  onNote: (note: string) => void;
  onShow: (quote: Evidence) => void;
  onRemove: (index: number) => void;
}

export function CriterionForm(props: CriterionFormProps) {
  const { criterion, index, mark, open, onOpen, onLevel, onNote, onShow, onRemove } = props;
  const [seeking, indicators] = useDisclosure(false);
  const done = mark.level !== undefined;
  return (
    <section
      className={classes.criterion}
      data-testid="mark-criterion"
      data-tone={toneOf(index)}
      aria-labelledby={`mark-${criterion.id}`}
    >
      <h2 className={classes.heading}>
        <UnstyledButton
          id={`mark-${criterion.id}`}
          className={classes.head}
          aria-expanded={open}
          onClick={onOpen}
        >
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.title}>
            {criterion.title} <span className={classes.weight}>{criterion.weight} %</span>
          </span>
          <span className={classes.level} data-done={done || undefined}>
            {mark.level === undefined ? 'no level yet' : `${mark.level} ${levelName(mark.level)}`}
            {mark.evidence.length > 0 && `, ${plural(mark.evidence.length, 'quote')}`}
          </span>
          {open ? (
            <IconChevronDown size={18} aria-hidden />
          ) : (
            <IconChevronRight size={18} aria-hidden />
          )}
        </UnstyledButton>
      </h2>
      {open && (
        <Stack gap="md" className={classes.body}>
          <div>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={indicators.toggle}
              aria-expanded={seeking}
            >
              {seeking ? 'Hide what a good answer has' : 'What a good answer has'}
            </Anchor>
            <Collapse expanded={seeking}>
              <List size="sm" spacing={4} mt={6}>
                {criterion.indicators.map((indicator) => (
                  <List.Item key={indicator}>{indicator}</List.Item>
                ))}
              </List>
            </Collapse>
          </div>
          <LevelPicker
            label={`Level for ${criterion.title}`}
            descriptors={criterion.levels}
            value={mark.level}
            onChange={onLevel}
          />
          {mark.evidence.length > 0 ? (
            <Quotes
              quotes={mark.evidence}
              tone={toneOf(index)}
              onShow={onShow}
              onRemove={onRemove}
            />
          ) : (
            <Text size="sm" c="dimmed">
              No words quoted yet. Select them in the answer.
            </Text>
          )}
          <Textarea
            label="Why this level"
            description="Optional; the candidate reads it."
            size="sm"
            autosize
            minRows={2}
            maxLength={2000}
            value={mark.note ?? ''}
            onChange={(event) => onNote(event.currentTarget.value)}
          />
        </Stack>
      )}
    </section>
  );
}
