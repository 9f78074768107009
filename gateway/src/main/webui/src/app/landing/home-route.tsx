import { lazy, Suspense } from 'react';
import { PageLoader } from '@/components/page-loader';
import { isCandidate, useMe } from '@/lib/me';
import { LandingPage } from './landing-page';

const CandidateHome = lazy(async () => ({
  default: (await import('./candidate-home')).CandidateHome,
}));

/** Who practises here begins with what is next; everybody else with what this is. */
export function HomeRoute() {
  const me = useMe();
  return me && isCandidate(me) ? (
    <Suspense fallback={<PageLoader />}>
      <CandidateHome me={me} />
    </Suspense>
  ) : (
    <LandingPage />
  );
}
