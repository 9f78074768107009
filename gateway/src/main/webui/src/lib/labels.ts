import type { AttemptState, Band, GradeRecord, Level, Review } from './api/types';

const rounds: Record<string, string> = {
  coding: 'Coding',
  fundamentals: 'Fundamentals',
  'system-design': 'System design',
  behavioral: 'Behavioural',
  domain: 'Domain',
  'recruiter-screen': 'Recruiter screen',
  'hiring-manager': 'Hiring manager',
  'take-home': 'Take-home',
};

const acronyms: Record<string, string> = {
  ai: 'AI',
  api: 'API',
  fair: 'FAIR',
  gpu: 'GPU',
  html: 'HTML',
  json: 'JSON',
  kv: 'KV',
  llm: 'LLM',
  ml: 'ML',
  nlp: 'NLP',
  openai: 'OpenAI',
  pytorch: 'PyTorch',
  rag: 'RAG',
  deepmind: 'DeepMind',
  xai: 'xAI',
};

export const levels: readonly Level[] = ['L3', 'L4', 'L5', 'L6', 'L7'];

export const levelNames = ['absent', 'mentioned', 'partial', 'solid', 'excellent'] as const;

const difficulties = ['gentle', 'easy', 'medium', 'hard', 'very hard'] as const;

const bands: Record<Band, string> = {
  'strong-no': 'Strong no',
  no: 'No',
  'lean-no': 'Lean no',
  'lean-yes': 'Lean yes',
  yes: 'Yes',
  'strong-yes': 'Strong yes',
};

const states: Record<AttemptState, string> = {
  DRAFT: 'Draft',
  SUBMITTED: 'Being graded',
  GRADED: 'Graded',
  IN_REVIEW: 'In review',
  NOT_GRADED: 'Not graded',
  APPEALED: 'Appealed',
};

const recordKinds: Record<GradeRecord['kind'], string> = {
  first: 'First grade',
  replacement: 'Full grade in place of a provisional one',
  retry: 'Graded again',
  regrade: 'Re-grade by a newer grader',
  review: 'Decision of a reviewer',
  appeal: 'Decision on the appeal',
};

const reviewKinds: Record<Review['kind'], string> = {
  doubt: 'Doubt',
  appeal: 'Appeal',
  sample: 'Sample',
};

/** Why a person was asked, as code → words for reviewers; what isn't known is spelled out. */
const reviewReasons: Record<string, string> = {
  'low-confidence': 'Grader unsure',
  'graders-disagree': 'Graders disagree',
  'samples-disagree': 'Grader wavers',
  'instructions-to-grader': 'Speaks to the grader',
  'hidden-text': 'Hidden text',
  'keywords-without-sentences': 'Keywords only',
  'other-language': 'Another language',
  'beside-the-question': 'Beside the question',
  contradicts: 'Says the opposite',
  polarity: 'May say the opposite',
};

/** Gates whose code doesn't spell their name. */
const gates: Record<string, string> = {
  'dont-know': 'Don’t know',
};

export const bandOrder = Object.keys(bands) as Band[];

export const roundCodes: readonly string[] = Object.keys(rounds);

export const roundLabel = (round: string): string => rounds[round] ?? words(round);

export const bandLabel = (band: Band): string => bands[band];

/** Which way a band leans; `lean` is near the line on either side. */
export function bandSide(band: Band): 'yes' | 'lean' | 'no' {
  if (band.startsWith('lean')) {
    return 'lean';
  }
  return band.endsWith('yes') ? 'yes' : 'no';
}

export const recordLabel = (kind: GradeRecord['kind']): string => recordKinds[kind];

export const reviewKindLabel = (kind: Review['kind']): string => reviewKinds[kind];

export const reasonCodes: readonly string[] = Object.keys(reviewReasons);

export const reasonLabel = (code: string): string => reviewReasons[code] ?? words(code);

export const stateLabel = (state: AttemptState): string => states[state];

export const levelName = (level: number): string => levelNames[level] ?? `level ${level}`;

export const difficultyLabel = (difficulty: number): string =>
  difficulties[difficulty - 1] ?? String(difficulty);

export const levelRange = ({ min, max }: { min: string; max: string }): string =>
  min === max ? min : `${min}–${max}`;

/** `google-deepmind` → `Google DeepMind`; `vector-search` → `Vector search`. */
export function words(slug: string, everyWord = false): string {
  return slug
    .split('-')
    .map((word, index) => {
      const known = acronyms[word];
      if (known) {
        return known;
      }
      return index === 0 || everyWord ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    })
    .join(' ');
}

export const companyLabel = (company: string): string => words(company, true);

export const gateLabel = (gate: string): string => gates[gate] ?? words(gate);

/** A confidence of 0–1 in a word; the number is always shown beside it. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.8) {
    return 'Very sure';
  }
  if (confidence >= 0.6) {
    return 'Fairly sure';
  }
  return confidence >= 0.4 ? 'Unsure' : 'Very unsure';
}
