/** What the mock-session endpoints send and take. */
import type { components } from '@/lib/api/session';
import type { RedFlag, Rubric } from '@/lib/api/types';

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

/** What a note or mark says is JSON to the contract. */
export type RoomNote = Omit<Session['TimelineNote'], 'data'> & {
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
};

/** What each kind of entry says, its reader knows. */
export type TimelineEntry = Omit<Session['TimelineEntry'], 'data'> & {
  data: Record<string, unknown>;
};

/** The notes are own ones, those between the first and the last entry of this page. */
export type TimelinePage = Omit<Session['SessionTimeline'], 'entries' | 'notes'> & {
  entries: TimelineEntry[];
  notes?: RoomNote[];
};

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
export type SentCard = Session['SaveScorecard'];

export type Scorecard = Session['Scorecard'];

export type Opinion = Session['SessionOpinion'];

export type ReconciledCriterion = Session['ReconciliationCriterion'];

export type ReconciledItem = Session['ReconciliationItem'];

/** What the panel has agreed on beside its cards. */
export type Agreement = Session['SessionReconciliation'];

/** What is sent of it. */
export type AgreedContent = Session['SaveReconciliation'];

export type PanelSeat = Session['PanelSeat'];

/** The cards are only one's own until everyone has handed in. */
export type PanelCards = Session['SessionPanel'];

/** Words of the session that show something. */
export type Moment = Session['ReportMoment'];

export type ReportItem = Session['ReportItem'];

export type Rating = Session['SessionRating'];

export type Report = Session['SessionReport'];

export type ComposedItem = Session['ComposedItem'];

export type ReleaseContent = Required<Session['SaveRelease']>;

/** Beside what goes out: notes that may be taken over, all evidence that may go out, and what is missing. */
export type Release = Session['SessionRelease'];

export type InterviewerFigures = Session['InterviewerFigures'];

export type PeerWish = Session['AskForPeer'];
export type PeerRequest = Session['PeerRequest'];
