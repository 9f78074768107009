import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { Failure } from '@/components/failure';
import { PageLoader } from '@/components/page-loader';
import { attemptQuery } from './api/read-attempt';

// The editor is only loaded by those who write, the marked answer only by those who read.
const Workspace = lazy(async () => ({ default: (await import('./answer/workspace')).Workspace }));
const HandedIn = lazy(async () => ({ default: (await import('./grade/handed-in')).HandedIn }));

export function AttemptPage() {
  const { id = '' } = useParams();
  const attempt = useQuery(attemptQuery(id));
  if (attempt.data) {
    return (
      <Suspense fallback={<PageLoader />}>
        {attempt.data.state === 'DRAFT' ? (
          // A cached draft may be older than the server's: what is edited must be the newest.
          attempt.isFetchedAfterMount || attempt.isError ? (
            <Workspace key={id} attempt={attempt.data} />
          ) : (
            <PageLoader />
          )
        ) : (
          <HandedIn key={id} attempt={attempt.data} />
        )}
      </Suspense>
    );
  }
  if (attempt.isError) {
    return (
      <Failure
        page
        error={attempt.error}
        onRetry={() => void attempt.refetch()}
        missing={{
          title: 'There is no such attempt',
          detail: 'It was discarded, or it belongs to somebody else.',
        }}
      />
    );
  }
  return (
    <Stack aria-label="Loading the attempt" aria-busy>
      <Skeleton h={40} w="50%" />
      <Skeleton h={420} mt="md" />
    </Stack>
  );
}
