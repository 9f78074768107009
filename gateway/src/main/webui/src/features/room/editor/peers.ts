import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

/** Somebody else in this document: their caret, and what they have selected. */
export interface Peer {
  connection: string;
  name: string;
  /** One of the tones, as a word for CSS. */
  tone: string;
  anchor: number;
  head: number;
  /** Which step of theirs this is: each shows the name anew. */
  step: number;
}

export const setPeer = StateEffect.define<Peer>();
export const removePeer = StateEffect.define<string>();

const peersField = StateField.define<readonly Peer[]>({
  create: () => [],
  update(before, transaction) {
    let peers = before;
    if (transaction.docChanged && peers.length > 0) {
      peers = peers.map((peer) => ({
        ...peer,
        anchor: transaction.changes.mapPos(peer.anchor, 1),
        head: transaction.changes.mapPos(peer.head, 1),
      }));
    }
    for (const effect of transaction.effects) {
      if (effect.is(setPeer)) {
        peers = [
          ...peers.filter((peer) => peer.connection !== effect.value.connection),
          effect.value,
        ];
      } else if (effect.is(removePeer)) {
        peers = peers.filter((peer) => peer.connection !== effect.value);
      }
    }
    return peers;
  },
  provide: (field) => EditorView.decorations.from(field, drawn),
});

function drawn(peers: readonly Peer[]): DecorationSet {
  return Decoration.set(
    peers.flatMap(({ name, tone, anchor, head, step }) => [
      ...(anchor === head
        ? []
        : [
            Decoration.mark({
              class: 'cm-peer-selection',
              attributes: { 'data-tone': tone },
            }).range(Math.min(anchor, head), Math.max(anchor, head)),
          ]),
      Decoration.widget({ widget: new Caret(name, tone, step), side: 1 }).range(head),
    ]),
    true,
  );
}

class Caret extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly tone: string,
    private readonly step: number,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return other.name === this.name && other.step === this.step;
  }

  toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'cm-peer-caret';
    caret.dataset.tone = this.tone;
    caret.dataset.testid = 'peer-caret';
    caret.setAttribute('aria-hidden', 'true');
    const label = document.createElement('span');
    label.className = 'cm-peer-name';
    label.textContent = this.name;
    caret.append(label);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const look = EditorView.baseTheme({
  '.cm-peer-selection': { backgroundColor: 'var(--tone)' },
  '.cm-peer-caret': {
    position: 'relative',
    borderLeft: '2px solid var(--tone-strong)',
    marginLeft: '-1px',
    marginRight: '-1px',
  },
  '.cm-peer-name': {
    position: 'absolute',
    bottom: '100%',
    left: '-2px',
    padding: '0 0.3em',
    borderRadius: '3px 3px 3px 0',
    backgroundColor: 'var(--tone-strong)',
    color: 'var(--mantine-color-body)',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '0.68rem',
    fontWeight: '600',
    lineHeight: '1.35',
    whiteSpace: 'nowrap',
    pointerEvents: 'none',
    zIndex: '5',
    // It shows whose caret moved, then gives the text free again.
    animation: 'cm-peer-name 4s step-end forwards',
  },
  '@keyframes cm-peer-name': { to: { visibility: 'hidden' } },
  // There is nothing above the first line.
  '.cm-line:first-child .cm-peer-name': { bottom: 'auto', top: '100%', borderRadius: '0 3px 3px' },
});

export const peers: Extension = [peersField, look];

/** The carets in a document just now. */
export const peersIn = peersField;
