import { Button, Code, Text } from '@mantine/core';
import { IconLock, IconLogin2, IconMoodEmpty, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ProblemError, UnreachableError } from '@/lib/api/problem';
import { signInPath } from '@/lib/session';
import { Notice, Retry } from './notice';

export interface FailureProps {
  error: unknown;
  onRetry?: () => void;
  /** What to say when the thing does not exist. */
  missing?: { title: string; detail: string };
  /** It is all that the page has. */
  page?: boolean;
}

/** Why something could not be shown, in words, with what the reader can do about it. */
export function Failure({ error, onRetry, missing, page }: FailureProps) {
  if (error instanceof ProblemError) {
    if (error.status === 401) {
      return (
        <Notice
          page={page}
          icon={<IconLogin2 />}
          title="Sign in to go on"
          action={
            <Button component="a" href={signInPath()} mt="xs">
              Sign in
            </Button>
          }
        >
          Questions, drafts and grades are shown to people who are signed in. You will come straight
          back to this page.
        </Notice>
      );
    }
    if (error.status === 403) {
      return (
        <Notice page={page} icon={<IconLock />} title="This is not open to you" color="yellow" live>
          {error.problem.detail ?? 'Your account does not have the role that this needs.'}
        </Notice>
      );
    }
    if (error.status === 404) {
      return (
        <Notice
          page={page}
          icon={<IconMoodEmpty />}
          title={missing?.title ?? 'Not found'}
          color="gray"
          live
        >
          {missing?.detail ?? 'It does not exist, or it is not yours to see.'}
        </Notice>
      );
    }
    return (
      <Notice
        page={page}
        icon={<IconPlugConnectedX />}
        title={error.status === 429 ? 'That was a little fast' : error.problem.title}
        color="red"
        action={onRetry && <Retry onClick={onRetry} />}
        live
      >
        {error.status === 429
          ? `Wait ${error.retryAfterSeconds ?? 'a few'} seconds and try again.`
          : error.problem.detail}
        {error.problem.traceId && (
          <>
            {' '}
            If it happens again, report it with the trace <Code>{error.problem.traceId}</Code>.
          </>
        )}
      </Notice>
    );
  }
  return (
    <Notice
      page={page}
      icon={<IconPlugConnectedX />}
      title={
        error instanceof UnreachableError
          ? 'Greenroom cannot be reached'
          : 'Something went wrong here'
      }
      color="red"
      action={onRetry && <Retry onClick={onRetry} />}
      live
    >
      {error instanceof UnreachableError
        ? 'Your work is safe on the server and on this device. This page works again as soon as the connection does.'
        : 'This page could not be shown. Nothing that you saved is lost.'}
    </Notice>
  );
}

/** Why the thing beside it did not work, in a line. */
export function FailureLine({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="var(--gr-tone-flag-strong)" role="alert">
      {children}
    </Text>
  );
}
