/** What the audit log is narrowed to; it lives in the address. */
export interface AuditFilter {
  who: string;
  action: AuditAction[];
  question: string;
  /** Days, in the reader's own time zone; both are included. */
  from: string;
  to: string;
  page: number;
}

export const auditActions = {
  created: 'Created',
  'draft-started': 'Draft started',
  'draft-edited': 'Draft edited',
  'draft-discarded': 'Draft discarded',
  'draft-restored': 'Draft brought back',
  'review-requested': 'Review asked for',
  'review-withdrawn': 'Request withdrawn',
  approved: 'Approved',
  returned: 'Sent back',
  scheduled: 'Scheduled',
  unscheduled: 'Taken off the schedule',
  published: 'Published',
  'publication-failed': 'Publication failed',
  retired: 'Retired',
  reinstated: 'Offered again',
  moved: 'Moved',
  imported: 'Imported',
  'file-applied': 'File applied',
  'difference-settled': 'Difference settled',
  'bulk-applied': 'Action on many',
  'bulk-undone': 'Action on many taken back',
  linked: 'Linked with another question',
  unlinked: 'Link taken away',
  merged: 'Merged into another question',
} as const;

export type AuditAction = keyof typeof auditActions;

export const actionLabel = (action: string): string =>
  auditActions[action as AuditAction] ?? action;

const days = /^\d{4}-\d{2}-\d{2}$/;

export function readFilter(params: URLSearchParams): AuditFilter {
  const page = Number(params.get('page') ?? '1');
  const day = (name: string) => {
    const value = params.get(name) ?? '';
    return days.test(value) ? value : '';
  };
  const actions = params.getAll('action');
  return {
    who: params.get('who') ?? '',
    action: (Object.keys(auditActions) as AuditAction[]).filter((each) => actions.includes(each)),
    question: params.get('question') ?? '',
    from: day('from'),
    to: day('to'),
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

export function writeFilter(filter: AuditFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['who', 'question', 'from', 'to'] as const) {
    if (filter[name].trim() !== '') {
      params.set(name, filter[name].trim());
    }
  }
  filter.action.forEach((action) => params.append('action', action));
  if (filter.page > 0) {
    params.set('page', String(filter.page + 1));
  }
  return params;
}

/** The first moment of a day here, or of the day after it. */
function moment(day: string, daysLater: number): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + daysLater);
  return at.toISOString();
}

/** What the service is asked: only what narrows, the last day included. */
export const asQuery = ({ who, action, question, from, to }: AuditFilter) => ({
  ...(who.trim() !== '' && { who: who.trim() }),
  ...(action.length > 0 && { action }),
  ...(question.trim() !== '' && { question: question.trim() }),
  ...(from !== '' && { from: moment(from, 0) }),
  ...(to !== '' && { to: moment(to, 1) }),
});

export const isNarrowed = (filter: AuditFilter): boolean => Object.keys(asQuery(filter)).length > 0;
