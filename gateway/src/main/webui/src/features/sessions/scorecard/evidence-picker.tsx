import { Button, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Timeline } from '@/features/sessions/api/timeline';
import type { CardEvidence, GuideItem, SessionView } from '@/features/sessions/api/shapes';
import { CodeView } from '@/features/sessions/code-view';
import { Tape, type TapeDocument } from '@/features/sessions/replay/tape';
import { clockTime } from '@/lib/format';
import { chatPieces, longestQuote, notePieces, type Piece } from './evidence';
import classes from './scorecard-desk.module.css';

export interface EvidencePickerProps {
  session: SessionView;
  items: readonly GuideItem[];
  timeline: Timeline;
  /** The question that is being judged: what belongs to it comes first. */
  itemId: string;
  /** What is attached goes there. */
  target: string;
  onAttach: (evidence: CardEvidence, piece?: Piece) => void;
}

type Kind = 'notes' | 'code' | 'chat';

/** What happened in the session, to be attached by a click. */
export function EvidencePicker(props: EvidencePickerProps) {
  const { session, items, timeline, itemId, target, onAttach } = props;
  const { entries, notes } = timeline;
  const [kind, setKind] = useState<Kind>('notes');
  const noted = useMemo(() => notePieces(notes, items, entries), [notes, items, entries]);
  const said = useMemo(
    () => chatPieces(entries, session.participants),
    [entries, session.participants],
  );
  const documents = useMemo(
    () => [...new Tape(entries).final().documents.values()].filter(({ text }) => text.length > 0),
    [entries],
  );
  return (
    <Stack gap="sm" className={classes.picker} data-testid="evidence-picker">
      <div>
        <Text fw={600}>From the session</Text>
        <Text size="sm" c="dimmed">
          Attached to <b>{target}</b>
        </Text>
      </div>
      <SegmentedControl
        aria-label="Kind of evidence"
        fullWidth
        size="sm"
        data={[
          { value: 'notes', label: `My notes (${noted.length})` },
          { value: 'code', label: 'Documents' },
          { value: 'chat', label: `Chat (${said.length})` },
        ]}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      />
      {kind === 'notes' && (
        <Pieces
          pieces={noted}
          itemId={itemId}
          onAttach={onAttach}
          none="You took no notes and set no marks in the room."
        />
      )}
      {kind === 'chat' && (
        <Pieces pieces={said} itemId={itemId} onAttach={onAttach} none="Nothing was said there." />
      )}
      {kind === 'code' &&
        (documents.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was written.
          </Text>
        ) : (
          <FromDocument
            key={itemId}
            documents={documents}
            itemId={itemId}
            items={items}
            onAttach={onAttach}
          />
        ))}
    </Stack>
  );
}

interface PiecesProps {
  pieces: readonly Piece[];
  itemId: string;
  onAttach: EvidencePickerProps['onAttach'];
  none: string;
}

function Pieces({ pieces, itemId, onAttach, none }: PiecesProps) {
  if (pieces.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  const here = pieces.filter((piece) => piece.itemId === itemId);
  const elsewhere = pieces.filter((piece) => piece.itemId !== itemId);
  return (
    <div className={classes.pieces}>
      {[here, elsewhere].map(
        (some, index) =>
          some.length > 0 && (
            <div key={index}>
              {here.length > 0 && elsewhere.length > 0 && (
                <Text size="xs" c="dimmed" mb={4}>
                  {index === 0 ? 'At this question' : 'At another time'}
                </Text>
              )}
              <ul className={classes.offers}>
                {some.map((piece) => (
                  <li key={piece.key}>
                    <button
                      type="button"
                      className={classes.offer}
                      onClick={() => onAttach(piece.evidence, piece)}
                      data-testid="offer-evidence"
                    >
                      <span className={classes.offerHead}>
                        {piece.label}
                        {piece.evidence.at && ` · ${clockTime(piece.evidence.at)}`}
                      </span>
                      <span className={classes.quote}>{piece.evidence.quote}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  );
}

interface FromDocumentProps {
  documents: readonly TapeDocument[];
  itemId: string;
  items: readonly GuideItem[];
  onAttach: EvidencePickerProps['onAttach'];
}

function FromDocument({ documents, itemId, items, onAttach }: FromDocumentProps) {
  const [id, setId] = useState(
    () => (documents.find((document) => document.id === itemId) ?? documents[0])?.id ?? '',
  );
  const [range, setRange] = useState<{ from: number; to: number } | null>(null);
  const document = documents.find((other) => other.id === id);
  if (!document) {
    return null;
  }
  const text = document.text.toString();
  const quote = range ? text.slice(range.from, range.to) : '';
  const why =
    quote.trim() === ''
      ? 'Select some lines to attach them'
      : quote.length > longestQuote
        ? 'Select less: a quote has at most 4,000 characters'
        : null;
  const titleOf = (one: TapeDocument) =>
    one.title || items.find((item) => item.itemId === one.id)?.question.title || 'Scratch';
  return (
    <Stack gap="xs">
      <Select
        aria-label="Document"
        size="sm"
        allowDeselect={false}
        data={documents.map((one) => ({ value: one.id, label: titleOf(one) }))}
        value={id}
        onChange={(value) => value && setId(value)}
      />
      {document.broken && (
        <Text size="sm" c="var(--gr-tone-flag-strong)">
          A part of this document could not be read: the text may not be whole.
        </Text>
      )}
      <div className={classes.document}>
        <CodeView
          key={id}
          label={`${titleOf(document)}, as it was in the end`}
          text={text}
          language={document.language}
          onSelect={setRange}
        />
      </div>
      <Button
        size="sm"
        variant="light"
        leftSection={<IconLink size={16} aria-hidden />}
        disabled={why !== null}
        onClick={() =>
          range &&
          onAttach({
            kind: 'range',
            documentId: document.id,
            version: document.version,
            ...range,
            quote,
          })
        }
        data-testid="attach-range"
      >
        {why ?? 'Attach what is selected'}
      </Button>
    </Stack>
  );
}
