import { StartButton } from '@/features/practice/start-button';
import { LoopPracticePage } from '@/features/prepare/loops/loop-practice-page';

/** A drawn loop whose questions can be started: the features don't know each other. */
export function LoopPracticeRoute() {
  return <LoopPracticePage action={(question) => <StartButton question={question} />} />;
}
