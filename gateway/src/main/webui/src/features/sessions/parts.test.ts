import { describe, expect, it } from 'vitest';
import type { SessionRole, SessionState } from './api/shapes';
import { partsOf } from './parts';

const labels = (state: SessionState, role: SessionRole) =>
  partsOf({ id: 's', state, me: { participantId: 'p', role } })
    .map(({ label }) => label)
    .join(', ');

describe('the parts of a session', () => {
  it('lead an interviewer from the room to the release', () => {
    expect(labels('SCHEDULED', 'INTERVIEWER')).toBe('Overview, Room, Devices');
    expect(labels('SCORING', 'INTERVIEWER')).toBe(
      'Overview, Room, My scorecard, Panel, Release, Replay',
    );
  });

  it('show a candidate no scores and no replay before the release', () => {
    expect(labels('SCORING', 'CANDIDATE')).toBe('Overview');
    expect(labels('RELEASED', 'CANDIDATE')).toBe('Overview, Report, Replay');
  });

  it('show an observer no report', () => {
    expect(labels('LIVE', 'OBSERVER')).toBe('Overview, Room, Devices');
    expect(labels('RELEASED', 'OBSERVER')).toBe('Overview, Replay');
  });
});
