import type { ReactNode } from 'react';
import type { QuestionSummary } from '@/lib/api/types';

/** What one can do with a question of a list; another feature brings it. */
export type QuestionAction = (question: QuestionSummary) => ReactNode;
