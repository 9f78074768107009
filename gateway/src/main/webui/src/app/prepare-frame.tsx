import { isReviewer, useMe } from '@/lib/me';
import { preparePages } from './prepare-pages';
import { SectionFrame } from './section-frame';

/** The pages to prepare with. */
export function PrepareFrame() {
  const reviewer = isReviewer(useMe());
  return (
    <SectionFrame
      label="Prepare"
      pages={preparePages.filter(({ reviewerOnly }) => reviewer || !reviewerOnly)}
    />
  );
}
