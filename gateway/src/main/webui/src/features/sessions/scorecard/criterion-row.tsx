import {
  Anchor,
  Checkbox,
  CloseButton,
  Collapse,
  List,
  Stack,
  Text,
  Textarea,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { LevelPicker } from '@/components/level-picker';
import type { CardCriterion, CardEvidence } from '@/features/sessions/api/shapes';
import { levelTexts } from '@/features/sessions/rubric';
import type { Rubric } from '@/lib/api/types';
import { toneOf, toneOfLevel, type Tone } from '@/lib/evidence-marks';
import { clockTime, plural } from '@/lib/format';
import { levelName } from '@/lib/labels';
import classes from './scorecard-desk.module.css';

export interface CriterionRowProps {
  criterion: Rubric['criteria'][number];
  index: number;
  /** Of the element that holds it. */
  id: string;
  mark: CardCriterion;
  open: boolean;
  onOpen: () => void;
  onLevel: (level: number) => void;
  onNotSeen: (notSeen: boolean) => void;
  onNote: (note: string) => void;
  onRemove: (at: number) => void;
}

export function CriterionRow(props: CriterionRowProps) {
  const { criterion, index, id, mark, open, onOpen, onLevel, onNotSeen, onNote, onRemove } = props;
  const [seeking, indicators] = useDisclosure(false);
  const done = mark.level !== null || mark.notSeen === true;
  return (
    <section
      className={classes.criterion}
      data-tone={toneOf(index)}
      data-testid="card-criterion"
      data-open={open || undefined}
      aria-labelledby={id}
    >
      <h3 className={classes.heading}>
        <UnstyledButton id={id} className={classes.head} aria-expanded={open} onClick={onOpen}>
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.title}>
            {criterion.title} <span className={classes.weight}>{criterion.weight} %</span>
          </span>
          <span className={classes.level} data-done={done || undefined}>
            {mark.level !== null
              ? `${mark.level} ${levelName(mark.level)}`
              : mark.notSeen
                ? 'not seen'
                : 'no level yet'}
            {mark.evidence.length > 0 && `, ${plural(mark.evidence.length, 'quote')}`}
          </span>
          {open ? (
            <IconChevronDown size={18} aria-hidden />
          ) : (
            <IconChevronRight size={18} aria-hidden />
          )}
        </UnstyledButton>
      </h3>
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
            descriptors={levelTexts(criterion)}
            value={mark.level ?? undefined}
            onChange={onLevel}
          />
          <Checkbox
            size="sm"
            label="Not seen: it did not come up"
            checked={mark.notSeen ?? false}
            onChange={(event) => onNotSeen(event.currentTarget.checked)}
          />
          <EvidenceList
            evidence={mark.evidence}
            tone={toneOfLevel(mark.level)}
            onRemove={onRemove}
          />
          <Textarea
            label="Why this level"
            description="For the panel; the candidate reads it only if it is taken into the release."
            size="sm"
            autosize
            minRows={2}
            maxLength={4000}
            value={mark.note ?? ''}
            onChange={(event) => onNote(event.currentTarget.value)}
          />
        </Stack>
      )}
    </section>
  );
}

export interface EvidenceListProps {
  evidence: readonly CardEvidence[];
  tone: Tone | 'none';
  /** Nothing can be taken off without it. */
  onRemove?: (at: number) => void;
}

const kinds: Record<CardEvidence['kind'], string> = {
  note: 'Own note',
  mark: 'Own mark',
  range: 'From the document',
  chat: 'From the chat',
};

/** What a judgement stands on. */
export function EvidenceList({ evidence, tone, onRemove }: EvidenceListProps) {
  if (evidence.length === 0) {
    return onRemove ? (
      <Text size="sm" c="dimmed">
        Nothing attached yet. Attach what shows it, from the session.
      </Text>
    ) : null;
  }
  return (
    <ul className={classes.evidence}>
      {evidence.map((piece, index) => (
        <li
          key={`${piece.kind} ${piece.refId ?? ''} ${piece.from ?? ''} ${piece.quote}`}
          className={classes.piece}
          data-tone={tone}
          data-testid="attached-evidence"
        >
          <div className={classes.words}>
            <span data-code={piece.kind === 'range' || undefined} className={classes.quote}>
              {piece.quote}
            </span>
            <Text size="xs">
              {kinds[piece.kind]}
              {piece.at && ` · ${clockTime(piece.at)}`}
            </Text>
          </div>
          {onRemove && (
            <CloseButton
              size="sm"
              aria-label={`Take off “${piece.quote.slice(0, 60)}”`}
              onClick={() => onRemove(index)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
