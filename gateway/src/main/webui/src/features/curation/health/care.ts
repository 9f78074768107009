import type { QuestionHealth } from '@/lib/api/types';

/** What a note about a question is called. */
const careLabels: Record<QuestionHealth['care'][number]['code'], string> = {
  'graders-disagree': 'People and grader disagree',
  appeals: 'Many appeals',
  'poor-discrimination': 'Tells nobody apart',
  'not-graded': 'Often not graded',
  'criterion-never-met': 'A criterion nobody meets',
  'criterion-always-met': 'A criterion everybody meets',
  'too-hard': 'Too hard',
  'too-easy': 'Too easy',
  'takes-longer': 'Takes longer',
  'takes-shorter': 'Takes shorter',
};

export const careLabel = (code: QuestionHealth['care'][number]['code']): string => careLabels[code];

/** A figure that may not be known yet. */
export const figure = (value: number | undefined, digits = 0): string =>
  value === undefined ? '–' : value.toFixed(digits).replace('-', '−');
