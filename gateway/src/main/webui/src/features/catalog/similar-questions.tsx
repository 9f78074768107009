import { useQuery } from '@tanstack/react-query';
import { QuestionCards } from '@/components/question-card';
import { Section } from '@/components/section';
import { similarQuery } from './api/list-similar';

export interface SimilarQuestionsProps {
  question: { id: string };
}

/** More like this one. An extra: where there is none, or it cannot be had, nothing is missing. */
export function SimilarQuestions({ question }: SimilarQuestionsProps) {
  const similar = useQuery(similarQuery(question.id, 4)).data?.items ?? [];
  return similar.length === 0 ? null : (
    <Section title="More like this">
      <QuestionCards questions={similar} order={3} />
    </Section>
  );
}
