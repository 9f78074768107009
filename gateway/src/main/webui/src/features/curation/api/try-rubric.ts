import { bodyOf, gradingApi } from '@/lib/api/client';
import type { AnswerLanguage } from '@/lib/api/types';
import type { Draft } from '@/features/curation/content/content';

/** The grade that the grader in use would give; nothing of it is kept. */
export async function tryRubric({ content }: Draft, answer: string, language: AnswerLanguage) {
  return bodyOf(
    await gradingApi.POST('/api/grading/trials', { body: { content, answer, language } }),
  );
}
