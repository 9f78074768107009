import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Alert,
  Blockquote,
  Chip,
  Drawer,
  Modal,
  Notification,
  Paper,
  SegmentedControl,
  Tooltip,
} from '@mantine/core';

const green: MantineColorsTuple = [
  '#edf6f0',
  '#dbebe1',
  '#b5d6c2',
  '#8cc0a1',
  '#6bb088',
  '#4f9f71',
  '#3f9163',
  '#2f7a51',
  '#1f6543',
  '#0f4f33',
];

/** Dark surfaces lean towards green, as if the lamp stood in the same room. */
const dark: MantineColorsTuple = [
  '#e2e8e4',
  '#c2cbc5',
  '#a3aea7',
  '#7d8a82',
  '#44514b',
  '#323e38',
  '#232d28',
  '#151c18',
  '#101613',
  '#0b100d',
];

const dialog = {
  content: { background: 'var(--gr-surface)' },
  header: { background: 'var(--gr-surface)' },
  title: {
    fontFamily: "'Source Serif 4 Variable', Georgia, serif",
    fontSize: '1.25rem',
    fontWeight: 600,
  },
};

export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: { green, dark },
  white: '#ffffff',
  black: '#17201b',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: "'Source Serif 4 Variable', Georgia, serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'clamp(1.9rem, 1.4rem + 2vw, 2.6rem)', lineHeight: '1.15' },
      h2: { fontSize: '1.6rem', lineHeight: '1.25' },
      h3: { fontSize: '1.3rem', lineHeight: '1.3' },
      h4: { fontSize: '1.1rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // Every alert of ours asks for attention; Mantine's own yellow is too pale to read.
    Alert: Alert.extend({
      styles: {
        root: { background: 'var(--gr-tone-1)', borderColor: 'var(--gr-tone-1-strong)' },
        icon: { color: 'var(--gr-tone-1-strong)' },
        title: { color: 'var(--mantine-color-text)' },
        message: { color: 'var(--mantine-color-text)' },
      },
    }),
    Blockquote: Blockquote.extend({
      styles: {
        root: { background: 'var(--gr-inset)', fontSize: 'inherit' },
        cite: { color: 'var(--mantine-color-text)', opacity: 1 },
      },
    }),
    Chip: Chip.extend({
      defaultProps: { color: 'green' },
      vars: () => ({ root: { '--chip-padding': '10px' }, label: {} }),
    }),
    Drawer: Drawer.extend({ styles: dialog }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: {
        root: { background: 'var(--gr-surface)' },
        description: { color: 'var(--mantine-color-dimmed)' },
      },
    }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'lg' }, styles: dialog }),
    SegmentedControl: SegmentedControl.extend({
      styles: { root: { background: 'var(--gr-inset)' } },
    }),
    Paper: Paper.extend({ defaultProps: { bg: 'var(--gr-surface)' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { events: { hover: true, focus: true, touch: true } },
    }),
  },
});

/** Surfaces, lines and the colours of evidence; the names are ours, so that CSS modules can use them too. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfaf6',
    '--mantine-color-text': '#17201b',
    '--mantine-color-dimmed': '#566059',
    '--mantine-color-placeholder': '#6a736d',
    '--mantine-color-anchor': '#1f6543',
    '--gr-surface': '#ffffff',
    '--gr-inset': '#f2f1ea',
    '--gr-line': '#dedcd0',
    '--gr-tone-0': '#cfeadb',
    '--gr-tone-0-strong': '#1b6b45',
    '--gr-tone-1': '#fde6b0',
    '--gr-tone-1-strong': '#815600',
    '--gr-tone-2': '#d3e3fb',
    '--gr-tone-2-strong': '#22559f',
    '--gr-tone-3': '#e8daf8',
    '--gr-tone-3-strong': '#6b3aa8',
    '--gr-tone-4': '#fbd9e3',
    '--gr-tone-4-strong': '#9c2853',
    '--gr-tone-5': '#d2ecec',
    '--gr-tone-5-strong': '#14656a',
    '--gr-tone-flag': '#ffd9d2',
    '--gr-tone-flag-strong': '#a82313',
    '--gr-code-keyword': '#8a2f8f',
    '--gr-code-string': '#2b6b34',
    '--gr-code-number': '#9a4a00',
    '--gr-code-comment': '#687069',
    '--gr-code-name': '#22559f',
  },
  dark: {
    '--mantine-color-dimmed': '#a3aea7',
    '--mantine-color-placeholder': '#8d9a92',
    '--mantine-color-anchor': '#8cc0a1',
    '--gr-surface': '#1a221e',
    '--gr-inset': '#232d28',
    '--gr-line': '#323e38',
    '--gr-tone-0': '#1d4632',
    '--gr-tone-0-strong': '#86d3aa',
    '--gr-tone-1': '#4d3a0d',
    '--gr-tone-1-strong': '#f0c35c',
    '--gr-tone-2': '#1d3a63',
    '--gr-tone-2-strong': '#9cc4ff',
    '--gr-tone-3': '#40295f',
    '--gr-tone-3-strong': '#d2b3fa',
    '--gr-tone-4': '#5a2238',
    '--gr-tone-4-strong': '#ffafc8',
    '--gr-tone-5': '#15474b',
    '--gr-tone-5-strong': '#83d8de',
    '--gr-tone-flag': '#5e2018',
    '--gr-tone-flag-strong': '#ffb1a5',
    '--gr-code-keyword': '#e09be6',
    '--gr-code-string': '#97d19f',
    '--gr-code-number': '#f2b36f',
    '--gr-code-comment': '#93a098',
    '--gr-code-name': '#9cc4ff',
  },
});
