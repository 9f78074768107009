import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, type FailureProps } from './failure';

export interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isError' | 'refetch'>;
  /** What to say when the thing does not exist. */
  missing?: FailureProps['missing'];
  /** It is all that the page has. */
  page?: boolean;
  children: (data: T) => ReactNode;
}

/** What was asked for; until it is there its outline, and why not if it doesn't come. */
export function Loaded<T>({ query, missing, page, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (query.isError) {
    return (
      <Failure
        error={query.error}
        onRetry={() => void query.refetch()}
        missing={missing}
        page={page}
      />
    );
  }
  return (
    <Stack aria-label="Loading" aria-busy role="status">
      {page && <Skeleton h={44} w="60%" />}
      <Skeleton h={18} w="40%" />
      <Skeleton h={page ? 240 : 120} mt="sm" radius="lg" />
    </Stack>
  );
}
