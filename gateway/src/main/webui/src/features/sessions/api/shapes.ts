/** What the mock-session endpoints send and take. */
import type { components } from '@/lib/api/session';
import type { Band, Grade, RedFlag, Rubric } from '@/lib/api/types';

type Session = components['schemas'];

export type SessionState = Session['SessionState'];
export type SessionRole = Session['SessionRole'];
export type SessionSummary = Session['SessionSummary'];
export type SessionPage = Session['SessionPage'];
export type SessionView = Session['SessionView'];
export type SessionParticipant = Session['SessionPerson'];
export type SessionPlan = Session['SessionDraft'];
export type JoinLink = Session['JoinLink'];
export type JoinedSession = Session['JoinedSession'];

/** A question of the agenda with what it is judged by; an old version may have nothing of it. */
export interface GuideItem {
  itemId: string;
  minutes: number;
  question: Pick<Session['SessionQuestion'], 'title' | 'prompt' | 'probe' | 'strongAnswer'> & {
    rubric: Rubric;
    redFlags: RedFlag[];
  };
}

export interface Guide {
  items: GuideItem[];
}

export type SentGuide = Session['SessionGuide'];

export type Recommendation = NonNullable<Session['Scorecard']['recommendation']>;

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

/** What each kind of entry says, its reader knows. */
export type TimelineEntry = Omit<Session['TimelineEntry'], 'data'> & {
  data: Record<string, unknown>;
};

export interface TimelinePage {
  entries: TimelineEntry[];
  /** Own ones, those between the first and the last entry of this page. */
  notes?: RoomNote[];
  /** What to ask after for the rest; none at the end. */
  next?: number | null;
}

export type CardEvidence = Session['ScorecardEvidence'];

export type Missing = Session['ScorecardMissing'];

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

/** A scorecard's content as the server sends it: what is empty may be left out. */
export interface SentCard {
  items: {
    itemId: string;
    summary?: string | null;
    criteria: {
      criterionId: string;
      level?: number | null;
      notSeen?: boolean | null;
      note?: string | null;
      evidence?: CardEvidence[];
    }[];
    redFlags?: { redFlagId: string; evidence?: CardEvidence[] }[];
  }[];
  recommendation?: Recommendation | null;
  feedback?: string | null;
  privateRemark?: string | null;
}

export interface Scorecard extends SentCard {
  participantId: string;
  name: string;
  revision: number;
  handedInAt?: string | null;
  missing?: Missing[] | null;
}

export interface Opinion {
  itemId: string;
  state: 'WAITING' | 'READY' | 'FAILED';
  /** What it was asked about; the grade's quotes stand in it. */
  text: string;
  language: string;
  grade?: Grade | null;
  detail?: string | null;
}

export type ReconciledCriterion = Session['ReconciliationCriterion'];

export type ReconciledItem = Session['ReconciliationItem'];

/** What the panel has agreed on beside its cards. */
export interface Agreement {
  revision: number;
  items: ReconciledItem[];
  recommendation?: Recommendation | null;
  missing: Missing[];
  by?: string | null;
  at?: string | null;
}

/** What is sent of it. */
export interface AgreedContent {
  items: {
    itemId: string;
    criteria: { criterionId: string; agreed?: number; notSeen?: boolean; reason?: string }[];
    redFlags?: string[];
  }[];
  recommendation?: Recommendation;
}

export type PanelSeat = Session['PanelSeat'];

export interface PanelCards {
  panel: PanelSeat[];
  complete: boolean;
  /** Only one's own until everyone has handed in. */
  cards: Scorecard[];
  reconciliation?: Agreement | null;
}

/** Words of the session that show something. */
export type Moment = Session['ReportMoment'];

export interface ReportItem {
  itemId: string;
  minutes: number;
  title: string;
  round: string;
  language: string;
  /** The document as it was at the end; quotes of the grade stand in it. */
  text: string;
  /** As a practice grade is; none when too little was seen. */
  grade?: Grade | null;
  /** Titles of the criteria that the session did not come to. */
  notSeen: string[];
  moments: Moment[];
}

export type Rating = Session['SessionRating'];

export interface Report {
  sessionId: string;
  title: string;
  startsAt: string;
  releasedAt?: string | null;
  candidate?: { name: string } | null;
  interviewers: string[];
  recommendation?: Recommendation | null;
  feedback: string;
  score?: number | null;
  band?: Band | null;
  items: ReportItem[];
  rating?: Rating | null;
}

export interface ComposedItem {
  itemId: string;
  criteria?: { criterionId: string; note: string }[] | null;
  nextStep?: string | null;
}

export interface ReleaseContent {
  feedback: string;
  /** Ids of the moments that stay inside. */
  hiddenEvidence: string[];
  showRecommendation: boolean;
  items: ComposedItem[];
}

export interface Release extends ReleaseContent {
  revision: number;
  /** Notes of the cards: they go out only when somebody takes them over. */
  proposals: { itemId: string; criterionId: string; participantId: string; note: string }[];
  /** All evidence that may go out, hidden or not. */
  moments: (Moment & { itemId: string })[];
  preview: Report;
  /** What still stands in the way. */
  missing: Missing[];
}

export type InterviewerFigures = Session['InterviewerFigures'];

export type PeerWish = Session['AskForPeer'];
export type PeerRequest = Session['PeerRequest'];
