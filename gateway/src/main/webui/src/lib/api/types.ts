/** The services' shapes under the names the UI speaks of them. */
import type { components as CatalogComponents } from './catalog';
import type { components as SessionComponents } from './session';

type Catalog = CatalogComponents['schemas'];
type Session = SessionComponents['schemas'];

export type QuestionSummary = Catalog['QuestionSummary'];
export type QuestionPage = Catalog['QuestionPage'];
export type QuestionView = Catalog['QuestionView'];
export type Facets = Catalog['Facets'];
export type FacetValue = Catalog['FacetValue'];
export type Rubric = Catalog['Rubric'];
export type RedFlag = Catalog['RedFlag'];
export type Reference = Catalog['Reference'];
export type Problem = Session['Problem'];

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

/** `GET /api/me`, which the gateway itself answers. */
export interface Me {
  id: string;
  username: string;
  name: string;
  email: string;
  roles: string[];
}
