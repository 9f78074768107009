import type { Suggestion } from '@/lib/api/types';

const headings: Record<Suggestion['kind'], string> = {
  query: 'Search for',
  topic: 'Topics',
  company: 'Typical of',
  question: 'Questions',
};

export interface SuggestionGroup {
  heading: string;
  items: Suggestion[];
}

/** Suggestions under headings, in an order that doesn't jump while somebody types; what says nothing new is left out. */
export function suggestionGroups(items: readonly Suggestion[], typed: string): SuggestionGroup[] {
  const said = typed.trim().toLowerCase();
  return (Object.keys(headings) as Suggestion['kind'][])
    .map((kind) => ({
      heading: headings[kind],
      items: items.filter(
        (item) => item.kind === kind && (kind !== 'query' || item.text.toLowerCase() !== said),
      ),
    }))
    .filter((group) => group.items.length > 0);
}
