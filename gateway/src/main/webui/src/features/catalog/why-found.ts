import type { Why } from '@/lib/api/types';

const places: Record<Why['matched'][number]['field'], string> = {
  title: 'in the title',
  topics: 'among the topics',
  prompt: 'in the text',
};

const quoted = (terms: readonly string[]): string => terms.map((term) => `“${term}”`).join(', ');

/** Why a search found a question, in a few words each; empty when there was nothing to search for. */
export function whyFound(why: Why | undefined): string[] {
  if (!why) {
    return [];
  }
  return [
    ...why.matched.map(({ field, terms }) => `${quoted(terms)} ${places[field]}`),
    ...why.synonyms.map(({ from, to }) => `“${to}” for “${from}”`),
    ...(why.meaning ? [why.matched.length > 0 ? 'close in meaning, too' : 'close in meaning'] : []),
  ];
}

/** What was read for what was typed, each once; `[]` when all was understood as it stood. */
export function corrections(found: readonly { why?: Why }[]): Why['corrected'] {
  const all = found.flatMap(({ why }) => why?.corrected ?? []);
  return all.filter(
    ({ from, to }, index) =>
      all.findIndex((other) => other.from === from && other.to === to) === index,
  );
}
