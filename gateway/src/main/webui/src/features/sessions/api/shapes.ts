/** What the mock-session endpoints send and take. */
import type { Band, Grade, RedFlag, Round, Rubric } from '@/lib/api/types';

export type SessionState = 'SCHEDULED' | 'LIVE' | 'SCORING' | 'RELEASED' | 'CANCELLED';
export type SessionRole = 'CANDIDATE' | 'INTERVIEWER' | 'OBSERVER';
export type Recommendation = 'STRONG_HIRE' | 'HIRE' | 'NO_HIRE' | 'STRONG_NO_HIRE';

export interface SessionSummary {
  id: string;
  title: string;
  state: SessionState;
  startsAt: string;
  minutes: number;
  timeZone: string;
  /** The caller's. */
  role: SessionRole;
  candidate?: { name: string };
  items: number;
}

export interface SessionPage {
  items: SessionSummary[];
  page: { number: number; size: number; total: number };
}

export interface SessionParticipant {
  id: string;
  role: SessionRole;
  name: string;
  /** For interviewers only. */
  account?: string;
  joinedAt?: string | null;
}

export interface AgendaItem {
  id: string;
  minutes: number;
  /** A candidate reads it once the question was put. */
  title?: string;
  questionId?: string;
  questionVersion?: number;
}

export interface SessionView {
  id: string;
  title: string;
  state: SessionState;
  revision: number;
  startsAt: string;
  minutes: number;
  timeZone: string;
  message?: string | null;
  loopId?: string | null;
  organiser: { name: string };
  me: { participantId: string; role: SessionRole };
  participants: SessionParticipant[];
  agenda: AgendaItem[];
  openedAt?: string | null;
  endedAt?: string | null;
  releasedAt?: string | null;
  cancelReason?: string | null;
}

export interface WantedParticipant {
  role: SessionRole;
  account: string;
  name?: string;
}

export interface SessionPlan {
  title: string;
  startsAt: string;
  timeZone: string;
  message?: string;
  loopId?: string;
  participants: WantedParticipant[];
  agenda: { questionId: string; minutes?: number }[];
}

export interface JoinLink {
  url: string;
  expiresAt: string;
}

export interface GuideItem {
  itemId: string;
  title: string;
  minutes: number;
  question: {
    prompt: string;
    answerFormat?: 'text' | 'code';
    probe?: string;
    rubric: Rubric;
    redFlags: RedFlag[];
    strongAnswer?: string;
    hints?: string[];
    followUps?: string[];
  };
}

export interface Guide {
  items: GuideItem[];
}

export interface RoomNote {
  id: string;
  kind: 'note' | 'mark';
  at: string;
  seq: number;
  revision: number;
  data: {
    text?: string;
    item?: string;
    criterionId?: string;
    indicator?: string;
    redFlagId?: string;
    quote?: string;
    doc?: string;
    version?: number;
    from?: number;
    to?: number;
  };
}

export interface TimelineEntry {
  seq: number;
  at: string;
  kind: string;
  actor?: string | null;
  data: Record<string, unknown>;
}

export interface TimelinePage {
  entries: TimelineEntry[];
  notes?: RoomNote[];
  /** What to ask after for the rest; null at the end. */
  next: number | null;
}

export interface CardEvidence {
  kind: 'note' | 'mark' | 'range' | 'chat';
  refId?: string;
  documentId?: string;
  version?: number;
  from?: number;
  to?: number;
  quote: string;
  at: string;
}

export interface CardCriterion {
  criterionId: string;
  level: number | null;
  /** It did not come up, which is neither good nor bad. */
  notSeen?: boolean;
  note?: string;
  evidence: CardEvidence[];
}

export interface CardFlag {
  redFlagId: string;
  evidence: CardEvidence[];
}

export interface CardItem {
  itemId: string;
  summary?: string;
  criteria: CardCriterion[];
  redFlags: CardFlag[];
}

export interface CardContent {
  items: CardItem[];
  recommendation: Recommendation | null;
  feedback: string;
  privateRemark?: string;
}

export interface Scorecard extends CardContent {
  participantId: string;
  name: string;
  revision: number;
  handedInAt?: string | null;
}

export interface Opinion {
  itemId: string;
  state: 'WAITING' | 'READY' | 'FAILED';
  grade?: Grade;
  detail?: string;
}

export interface ReconciledItem {
  itemId: string;
  criteria: { criterionId: string; agreed: number | null; reason?: string }[];
  redFlags: string[];
}

export interface ReconciliationContent {
  items: ReconciledItem[];
  recommendation: Recommendation | null;
}

export interface Reconciliation extends ReconciliationContent {
  revision: number;
  by?: string;
  at?: string;
}

export interface PanelCards {
  panel: { participantId: string; name: string; handedInAt?: string | null }[];
  /** Only one's own until everyone has handed in. */
  cards: Scorecard[];
  reconciliation: Reconciliation | null;
}

export interface ReportCriterion {
  criterionId: string;
  title: string;
  weight: number;
  level: number | null;
  note?: string;
  evidence: CardEvidence[];
}

export interface ReportItem {
  itemId: string;
  title: string;
  round?: Round;
  score: number | null;
  band: Band | null;
  criteria: ReportCriterion[];
  redFlags: { redFlagId: string; title: string; severity: RedFlag['severity']; cap: number }[];
}

export interface Rating {
  stars: number;
  comment?: string;
  reply?: string;
}

export interface Report {
  sessionId: string;
  title: string;
  startsAt: string;
  releasedAt?: string | null;
  candidate: { name: string };
  interviewers: string[];
  recommendation?: Recommendation | null;
  feedback: string;
  score: number | null;
  band: Band | null;
  items: ReportItem[];
  rating?: Rating | null;
}

export interface Release {
  revision: number;
  feedback: string;
  showRecommendation: boolean;
  showEvidence: boolean;
  preview: Report;
  /** What still stands in the way. */
  missing: { code: string; detail: string }[];
}

export interface InterviewerFigures {
  name: string;
  sessions: number;
  scorecards: number;
  /** Mean difference from the panel's agreed level; below zero is stricter. */
  severity: { n: number; mean: number | null };
  agreement: { n: number; exact: number | null; withinOne: number | null };
  ratings: { n: number; mean: number | null };
}

export interface PeerSlot {
  from: string;
  to: string;
}

export interface PeerWish {
  topics: string[];
  level: string;
  minutes: number;
  slots: PeerSlot[];
  timeZone: string;
}

export interface PeerRequest extends PeerWish {
  id: string;
  state: 'WAITING' | 'MATCHED' | 'EXPIRED';
  createdAt: string;
  sessionIds?: string[];
}
