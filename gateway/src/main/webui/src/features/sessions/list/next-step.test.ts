import { expect, it } from 'vitest';
import type { SessionRole, SessionState } from '@/features/sessions/api/shapes';
import { nextStep } from './next-step';

it('leads each to what they may see', () => {
  const label = (state: SessionState, role: SessionRole) =>
    nextStep({ id: 's', state, role })?.label;
  expect(label('LIVE', 'OBSERVER')).toBe('Go to the room');
  expect(label('SCORING', 'INTERVIEWER')).toBe('My scorecard');
  expect(label('SCORING', 'CANDIDATE')).toBeUndefined();
  expect(label('RELEASED', 'CANDIDATE')).toBe('Report');
  expect(label('RELEASED', 'OBSERVER')).toBe('Replay');
  expect(label('CANCELLED', 'INTERVIEWER')).toBeUndefined();
  expect(label('NO_SHOW', 'CANDIDATE')).toBeUndefined();
});
