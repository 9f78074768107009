import { StartButton } from '@/features/practice/start-button';
import { CollectionPage } from '@/features/prepare/collections/collection-page';

/** A collection whose questions can be started. */
export function CollectionRoute() {
  return <CollectionPage action={(question) => <StartButton question={question} />} />;
}
