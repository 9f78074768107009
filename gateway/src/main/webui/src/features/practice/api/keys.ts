/** Query keys of this feature, so that what changes an attempt can reach every view of it. */
export const keys = {
  attempts: ['attempts'] as const,
  attempt: (id: string) => ['attempt', id] as const,
  usage: (month: string) => ['own-usage', month] as const,
  gradeCase: (attemptId: string) => ['grade-case', attemptId] as const,
};
