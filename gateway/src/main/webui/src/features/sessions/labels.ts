import type { BadgeTone } from '@/components/tone-badge';
import type { Recommendation, SessionRole, SessionState } from './api/shapes';

const states: Record<SessionState, { label: string; tone: BadgeTone }> = {
  SCHEDULED: { label: 'Scheduled', tone: 'plain' },
  LIVE: { label: 'Live now', tone: 'busy' },
  SCORING: { label: 'Being scored', tone: 'doubtful' },
  RELEASED: { label: 'Released', tone: 'good' },
  CANCELLED: { label: 'Cancelled', tone: 'bad' },
  NO_SHOW: { label: 'Did not take place', tone: 'bad' },
};

const roles: Record<SessionRole, string> = {
  CANDIDATE: 'Candidate',
  INTERVIEWER: 'Interviewer',
  OBSERVER: 'Observer',
};

const recommendations: Record<Recommendation, string> = {
  STRONG_HIRE: 'Strong hire',
  HIRE: 'Hire',
  NO_HIRE: 'No hire',
  STRONG_NO_HIRE: 'Strong no hire',
};

export const sessionState = (state: SessionState) => states[state];

const sentences: Record<SessionRole, string> = {
  CANDIDATE: 'You are interviewed',
  INTERVIEWER: 'You interview',
  OBSERVER: 'You observe',
};

export const roleSentence = (role: SessionRole): string => sentences[role];

export const roleLabel = (role: SessionRole): string => roles[role];

/** From the best on. */
export const recommendationOrder = Object.keys(recommendations) as Recommendation[];

export const recommendationLabel = (recommendation: Recommendation): string =>
  recommendations[recommendation];
