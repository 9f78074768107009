import type { SessionView } from './api/shapes';

export interface SessionPart {
  to: string;
  label: string;
}

/** The pages of a session that are open to the reader in its present state. */
export function partsOf({
  id,
  state,
  me,
}: Pick<SessionView, 'id' | 'state' | 'me'>): SessionPart[] {
  const panel = me.role === 'INTERVIEWER';
  const over = state === 'SCORING' || state === 'RELEASED';
  const at = (part: string) => `/sessions/${id}${part}`;
  return [
    { to: at(''), label: 'Overview' },
    ...(state === 'LIVE' || (panel && state === 'SCHEDULED') || (panel && over)
      ? [{ to: at('/room'), label: 'Room' }]
      : []),
    ...(state === 'SCHEDULED' || state === 'LIVE' ? [{ to: at('/check'), label: 'Devices' }] : []),
    ...(panel && (over || state === 'LIVE')
      ? [{ to: at('/scorecard'), label: 'My scorecard' }]
      : []),
    ...(panel && over
      ? [
          { to: at('/panel'), label: 'Panel' },
          { to: at('/release'), label: 'Release' },
        ]
      : []),
    ...(state === 'RELEASED' && me.role !== 'OBSERVER'
      ? [{ to: at('/report'), label: 'Report' }]
      : []),
    ...((panel && over) || state === 'RELEASED' ? [{ to: at('/replay'), label: 'Replay' }] : []),
  ];
}
