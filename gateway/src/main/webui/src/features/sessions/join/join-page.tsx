import { Button, Group } from '@mantine/core';
import { IconClockX, IconLinkOff, IconLogin2, IconUserX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { Failure } from '@/components/failure';
import { Notice } from '@/components/notice';
import { PageLoader } from '@/components/page-loader';
import { joinSession } from '@/features/sessions/api/sessions';
import { ProblemError } from '@/lib/api/problem';
import { useMe } from '@/lib/me';
import { signInPath } from '@/lib/session';

/** Where a join link leads: on to the session, or to a plain word why not. */
export function JoinPage() {
  const { token = '' } = useParams();
  const location = useLocation();
  const me = useMe();
  const joined = useQuery({
    queryKey: ['join', token, me?.id],
    queryFn: () => joinSession(token),
    enabled: me !== undefined && me !== null,
    retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
    staleTime: Infinity,
  });
  if (me === null) {
    return (
      <Notice
        page
        icon={<IconLogin2 />}
        title="Sign in to join"
        action={
          <Button component="a" href={signInPath(location)} data-testid="sign-in-to-join">
            Sign in
          </Button>
        }
      >
        This link leads to a mock session. Sign in with the account that it was sent to; you come
        straight back here.
      </Notice>
    );
  }
  if (joined.data) {
    return <Navigate to={`/sessions/${joined.data.sessionId}`} replace />;
  }
  const { error } = joined;
  if (error instanceof ProblemError) {
    switch (error.status) {
      case 410:
        return (
          <Notice
            page
            live
            icon={<IconClockX />}
            color="yellow"
            title="This link no longer works"
            action={<ToSessions />}
          >
            It has run out, or a newer one took its place. Ask your interviewer for a new link; if
            you have joined before, the session is in your list.
          </Notice>
        );
      case 403:
        return (
          <Notice
            page
            live
            icon={<IconUserX />}
            color="yellow"
            title="This link is for another account"
            action={
              <Group>
                <Button component="a" href="/logout">
                  Sign out
                </Button>
                <ToSessions />
              </Group>
            }
          >
            You are signed in as {me?.username}. Sign out, open the link again, and sign in with the
            account that the invitation was sent to.
          </Notice>
        );
      case 400:
      case 404:
        return (
          <Notice
            page
            live
            icon={<IconLinkOff />}
            color="gray"
            title="This link is not whole"
            action={<ToSessions />}
          >
            Perhaps a part of it was lost on the way. Copy it whole from the invitation.
          </Notice>
        );
    }
  }
  if (joined.isError) {
    return <Failure page error={error} onRetry={() => void joined.refetch()} />;
  }
  return <PageLoader />;
}

function ToSessions() {
  return (
    <Button component={Link} to="/sessions" variant="default">
      My sessions
    </Button>
  );
}
