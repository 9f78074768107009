import type { ImportReport } from '@/lib/api/types';

export type Format = ImportReport['format'];

interface FormatWord {
  label: string;
  /** What it is good for, in a few words. */
  text: string;
  /** How its files are usually named. */
  ending: string;
}

export const formats: Record<Format, FormatWord> = {
  'native-yaml': { label: 'Greenroom, YAML', text: 'Everything, nothing lost.', ending: 'yaml' },
  'native-json': { label: 'Greenroom, JSON', text: 'Everything, nothing lost.', ending: 'json' },
  csv: { label: 'CSV', text: 'A row for each question, for spreadsheets.', ending: 'csv' },
  markdown: { label: 'Markdown', text: 'One readable document.', ending: 'md' },
  'moodle-xml': { label: 'Moodle XML', text: 'Essay questions for Moodle.', ending: 'xml' },
  gift: { label: 'GIFT', text: 'Plain text for Moodle and others.', ending: 'gift.txt' },
  qti3: { label: 'QTI 3', text: 'Items with extended text, as a zip.', ending: 'zip' },
};

export const formatList = Object.keys(formats) as Format[];

export const asFormat = (value: string | null): Format =>
  formatList.find((each) => each === value) ?? 'native-yaml';

/** Native packs are published unless told otherwise; whatever comes from elsewhere becomes drafts. */
export const isNative = (format: Format): boolean => format.startsWith('native-');

export const largestFile = 50 * 1024 * 1024;
