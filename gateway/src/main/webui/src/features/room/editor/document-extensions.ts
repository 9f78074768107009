import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { codeLook, editorColours, editorLook, proseLook } from '@/components/editor-look';
import type { ChangesJson, DocumentLanguage } from '@/features/room/connection/protocol';
import type { Room } from '@/features/room/connection/room';
import { bytesOf } from '@/features/room/document/shared-document';
import { cspNonce } from '@/lib/nonce';
import { mayWrite } from '@/features/room/may';
import { peers } from './peers';

const language = new Compartment();
const writable = new Compartment();

const prose: Extension = [
  proseLook,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
];

const languages: Record<DocumentLanguage, Extension> = {
  plain: [codeLook, lineNumbers(), EditorView.lineWrapping],
  markdown: [markdown({ base: markdownLanguage }), prose],
  // Escape and then Tab leaves the editor, as CodeMirror provides it; the room says so.
  python: [
    python(),
    codeLook,
    lineNumbers(),
    highlightActiveLine(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of('    '),
    keymap.of([indentWithTab]),
  ],
};

/** What a document of the room has besides its collaboration. */
export function documentExtensions(room: Room, document: string): Extension {
  return [
    EditorView.cspNonce.of(cspNonce),
    // Undo takes back our own changes only: what comes from others is kept out of the history.
    history(),
    drawSelection(),
    language.of(lookOf(room.languageOf(document))),
    writable.of(whether(mayWrite(room.state.get(), room.me.get()))),
    peers,
    editorColours,
    editorLook,
    keymap.of([...defaultKeymap, ...historyKeymap]),
    withinLimit(room),
    tellsOwnPlace(room, document),
  ];
}

/** Another client may have chosen a language that we know nothing of. */
const lookOf = (chosen: string): Extension =>
  chosen in languages ? languages[chosen as DocumentLanguage] : languages.plain;

export const speaks = (chosen: DocumentLanguage) => language.reconfigure(lookOf(chosen));

export const mayBeWritten = (may: boolean) => writable.reconfigure(whether(may));

const whether = (may: boolean): Extension => [
  EditorState.readOnly.of(!may),
  // Who only reads can still put a caret, select, copy, and be told by a screen reader.
  EditorView.contentAttributes.of({ 'aria-readonly': String(!may) }),
];

/** Room in a frame for what stands around a change, and for what it grows by when it is moved. */
const envelopeBytes = 4_096;

/** What the server would refuse as too long, or would not fit into one frame, is not even written. */
export const withinLimit = (room: Pick<Room, 'connection' | 'trouble'>): Extension =>
  EditorState.changeFilter.of((transaction) => {
    const { frameBytes } = room.connection.limits;
    if (
      frameBytes !== undefined &&
      transaction.docChanged &&
      bytesOf(transaction.changes.toJSON() as ChangesJson) > frameBytes - envelopeBytes
    ) {
      room.trouble.set({
        code: 'too-large',
        detail: 'That is too much at once; write or paste it in parts.',
      });
      return false;
    }
    const limit = room.connection.limits.documentUnits;
    const fits =
      limit === undefined ||
      transaction.newDoc.length <= limit ||
      transaction.newDoc.length <= transaction.startState.doc.length;
    if (!fits) {
      room.trouble.set({
        code: 'document-too-long',
        detail: `A document holds ${limit?.toLocaleString()} characters; that did not fit.`,
      });
    }
    return fits;
  });

const tellAfterMillis = 90;

/** Whispers where our caret is, once the text it stands in is the server's, too. */
function tellsOwnPlace(room: Room, id: string): Extension {
  return ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;

      constructor(private readonly view: EditorView) {}

      update(update: ViewUpdate): void {
        if (update.selectionSet || update.docChanged || update.focusChanged) {
          this.timer ??= setTimeout(this.tell, tellAfterMillis);
        }
      }

      destroy(): void {
        clearTimeout(this.timer);
      }

      private readonly tell = () => {
        this.timer = undefined;
        const document = room.documents.get().get(id);
        if (!document) {
          return;
        }
        if (document.unsent.get() > 0) {
          this.timer = setTimeout(this.tell, tellAfterMillis);
          return;
        }
        const { anchor, head } = this.view.state.selection.main;
        room.whisper('cursor', { doc: id, version: document.version.get(), anchor, head });
      };
    },
  );
}
