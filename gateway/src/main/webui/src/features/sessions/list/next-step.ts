import type { SessionRole, SessionState } from '@/features/sessions/api/shapes';

export interface NextStep {
  label: string;
  to: string;
  /** Somebody waits for it. */
  pressing: boolean;
}

/** The one thing that somebody would most likely do with a session now. */
export function nextStep({
  id,
  state,
  role,
}: {
  id: string;
  state: SessionState;
  role?: SessionRole | null;
}): NextStep | null {
  if (!role) {
    return null;
  }
  const at = (part: string) => `/sessions/${id}/${part}`;
  switch (state) {
    case 'SCHEDULED':
      return { label: 'Check my devices', to: at('check'), pressing: false };
    case 'LIVE':
      return { label: 'Go to the room', to: at('room'), pressing: true };
    case 'SCORING':
      return role === 'INTERVIEWER'
        ? { label: 'My scorecard', to: at('scorecard'), pressing: true }
        : null;
    case 'RELEASED':
      return role === 'OBSERVER'
        ? { label: 'Replay', to: at('replay'), pressing: false }
        : { label: 'Report', to: at('report'), pressing: role === 'CANDIDATE' };
    case 'CANCELLED':
    case 'NO_SHOW':
      return null;
  }
}
