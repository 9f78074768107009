import { StartButton } from '@/features/practice/start-button';
import { RandomSetPage } from '@/features/prepare/sets/random-set-page';

/** A drawn set whose questions can be started. */
export function RandomSetRoute() {
  return <RandomSetPage action={(question) => <StartButton question={question} />} />;
}
