/** Query keys of this feature. What changes a question makes all lists of questions old. */
export const keys = {
  all: ['curation'] as const,
  questions: ['curation', 'questions'] as const,
  question: (id: string) => ['curation', 'question', id] as const,
  links: (id: string) => ['curation', 'question', id, 'links'] as const,
  version: (id: string, version: number) =>
    ['curation', 'question', id, 'version', version] as const,
  diff: (id: string, from: string, to: string, revision: number) =>
    ['curation', 'question', id, 'diff', from, to, revision] as const,
  audit: ['curation', 'audit'] as const,
  bulk: ['curation', 'bulk'] as const,
  reconciliation: ['curation', 'reconciliation'] as const,
  health: ['curation', 'health'] as const,
  questionHealth: (id: string) => ['curation', 'health', id] as const,
  lint: (id: string, text: string) => ['curation', 'lint', id, text] as const,
  duplicates: (id: string, text: string) => ['curation', 'duplicates', id, text] as const,
  losses: (format: string) => ['curation', 'losses', format] as const,
};
