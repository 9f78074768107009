import { QuestionPage } from '@/features/catalog/question-page';
import { StartAttempt } from '@/features/practice/start-attempt';

/** A question from the catalog with what practice can do with it: the features don't know each other. */
export function QuestionRoute() {
  return <QuestionPage actions={(question) => <StartAttempt question={question} />} />;
}
