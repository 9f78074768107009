/** Query keys of this feature. */
export const keys = {
  sessions: ['mock-sessions'] as const,
  session: (id: string) => ['mock-session', id] as const,
  guide: (id: string) => ['mock-session', id, 'guide'] as const,
  notes: (id: string) => ['mock-session', id, 'notes'] as const,
  timeline: (id: string) => ['mock-session', id, 'timeline'] as const,
  scorecard: (id: string) => ['mock-session', id, 'scorecard'] as const,
  opinions: (id: string) => ['mock-session', id, 'opinions'] as const,
  panel: (id: string) => ['mock-session', id, 'panel'] as const,
  release: (id: string) => ['mock-session', id, 'release'] as const,
  report: (id: string) => ['mock-session', id, 'report'] as const,
  statistics: ['interviewer-statistics'] as const,
  peers: ['peer-requests'] as const,
};
