/** The services' shapes under the names the UI speaks of them. */
import type { components as CatalogComponents } from './catalog';
import type { components as GradingComponents } from './grading';
import type { components as SessionComponents } from './session';

type Catalog = CatalogComponents['schemas'];
type Session = SessionComponents['schemas'];
type Grading = GradingComponents['schemas'];

export type QuestionSummary = Catalog['QuestionSummary'];
export type QuestionPage = Catalog['QuestionPage'];
export type QuestionView = Catalog['QuestionView'];
export type Facets = Catalog['Facets'];
export type FacetValue = Catalog['FacetValue'];
export type Rubric = Catalog['Rubric'];
export type RedFlag = Catalog['RedFlag'];
export type Reference = Catalog['Reference'];
export type Problem = Session['Problem'];
export type Round = QuestionSummary['round'];
export type Level = NonNullable<LoopPractice['level']>;
export type Titled = Catalog['Titled'];
export type Topic = Catalog['Topic'];
export type CompanySummary = Catalog['CompanySummary'];
export type LoopSummary = Catalog['LoopSummary'];
export type LoopRound = Catalog['LoopRound'];
export type LoopPractice = Catalog['LoopPractice'];
export type PlanSummary = Catalog['PlanSummary'];
export type PlanActivity = Catalog['PlanActivity'];
export type PlanWeek = Catalog['PlanWeek'];
export type Bookmark = Session['Bookmark'];
export type NextItem = Session['NextItem'];
export type ChosenPlan = Session['ChosenPlan'];
export type MyWeek = Session['MyWeek'];
export type MyActivity = Session['MyActivity'];

export type DraftContent = Catalog['DraftContent'];
export type DraftView = Catalog['CurationDraft'];
export type CuratedSummary = Catalog['CuratedQuestion'];
export type CuratedQuestion = Catalog['CurationDetail'];
export type CuratedPage = Catalog['CuratedQuestionPage'];
export type VersionSummary = Catalog['PublishedVersion'];
export type Change = Catalog['ContentChange'];
export type AuditEntry = Catalog['AuditEntry'];
export type BulkRequest = Catalog['BulkRequest'];
export type BulkResult = Catalog['BulkResult'];
export type BulkSummary = Catalog['BulkAction'];
export type ReconciliationItem = Catalog['Difference'];
export type Finding = Catalog['LintFinding'];
export type Duplicate = Catalog['Duplicate'];
export type QuestionHealth = Catalog['QuestionHealth'];
export type QuestionHealthDetail = Catalog['QuestionHealthDetail'];
export type ImportReport = Catalog['ImportReport'];
export type ImportRow = Catalog['ImportRow'];
export type LossReport = Catalog['LossReport'];

export type AttemptView = Session['AttemptView'];
export type AttemptPage = Session['AttemptPage'];
export type AttemptSummary = Session['AttemptSummary'];
export type AttemptQuestion = Session['AttemptQuestion'];
export type AttemptState = AttemptView['state'];
export type AnswerLanguage = AttemptView['language'];
export type Grade = Session['Grade'];
export type GradedCriterion = Session['GradedCriterion'];
export type Evidence = Session['Evidence'];
export type Band = Grade['band'];
export type GradeRecord = Session['AttemptGradeRecord'];
export type ReviewReason = Session['ReviewReason'];
export type AttemptAppeal = Session['AttemptAppeal'];

export type GradeCase = Grading['AttemptGrade'];
export type Appeal = Grading['Appeal'];
export type Review = Grading['Review'];
export type ReviewSummary = Grading['ReviewSummary'];
export type ReviewQuestion = Grading['ReviewQuestion'];
export type ReviewCriterion = Grading['ReviewCriterion'];
export type ReviewRedFlag = Grading['ReviewRedFlag'];
export type Marks = Grading['Marks'];
export type CriterionMark = Grading['CriterionMark'];
export type DecideReview = Grading['DecideReview'];
export type ReviewLogEntry = Grading['ReviewLogEntry'];
export type SampleReviews = Grading['SampleReviews'];
export type SampledReviews = Grading['SampledReviews'];
export type Calibration = Grading['Calibration'];
export type Agreement = Grading['Agreement'];
export type Figure = Grading['Figure'];
export type Regrade = Grading['Regrade'];
export type RegradeItem = Grading['RegradeItem'];
export type OpenRegrade = Grading['OpenRegrade'];
export type Grader = Grading['Grader'];
export type GraderList = Grading['GraderList'];
export type Gate = Grading['Gate'];
export type AttackFamily = Grading['AttackFamily'];
export type Usage = Grading['Usage'];
export type OwnUsage = Grading['OwnUsage'];
export type Budget = Grading['Budget'];

/** `GET /api/me`, which the gateway itself answers. */
export interface Me {
  id: string;
  username: string;
  name: string;
  email: string;
  roles: string[];
}
export type DeadLetter = Grading['DeadLetter'];
export type DeadLetterCause = Grading['DeadLetterCause'];
export type DeadLetterDetail = Grading['DeadLetterDetail'];
