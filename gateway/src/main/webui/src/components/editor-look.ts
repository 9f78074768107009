import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** How text in CodeMirror looks here, in both colour schemes. */
export const editorLook = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { lineHeight: '1.65' },
  '.cm-content': { padding: '1.1rem 0', caretColor: 'var(--mantine-color-text)' },
  '.cm-line': { padding: '0 1.25rem' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 28%, transparent)' },
  '.cm-placeholder': { color: 'var(--mantine-color-placeholder)' },
  '.cm-gutters': {
    // Long lines go under it when they are scrolled.
    backgroundColor: 'var(--gr-surface)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
    paddingLeft: '0.4rem',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--mantine-color-text)' },
});

export const proseLook = EditorView.theme({
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family)', fontSize: '1rem' },
});

export const codeLook = EditorView.theme({
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.9rem',
    lineHeight: '1.55',
  },
  '.cm-line': { padding: '0 0.75rem' },
  '.cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 7%, transparent)',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.monospace, fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.92em' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--gr-code-comment)' },
  { tag: [tags.link, tags.url], color: 'var(--gr-code-name)' },
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--gr-code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--gr-code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--gr-code-number)' },
  { tag: tags.comment, color: 'var(--gr-code-comment)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName), tags.className],
    color: 'var(--gr-code-name)',
  },
]);

export const editorColours = syntaxHighlighting(colours);
