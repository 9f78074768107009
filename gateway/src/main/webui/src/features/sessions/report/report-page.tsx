import { Button, Group, Stack } from '@mantine/core';
import { IconFileText, IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { reportQuery } from '@/features/sessions/api/release';
import { sessionQuery } from '@/features/sessions/api/sessions';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { RatingForm } from './rating-form';
import { RatingShown } from './rating-shown';
import classes from './report-page.module.css';
import { ReportView } from './report-view';

const waited: readonly string[] = ['SCHEDULED', 'LIVE', 'SCORING'];

/** The report of a session: for the candidate, and as the panel released it. */
export function ReportPage() {
  const { id = '' } = useParams();
  const session = useQuery({
    ...sessionQuery(id),
    // Somebody waits here for the panel.
    refetchInterval: ({ state }) =>
      !state.error && state.data && waited.includes(state.data.state) ? 10_000 : false,
  });
  const released = session.data?.state === 'RELEASED';
  const report = useQuery({ ...reportQuery(id), enabled: released });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => (
        <Stack gap={36} className={classes.page}>
          <SessionHead session={found} part="Report" />
          {!released ? (
            <Notice icon={<IconFileText />} title="There is no report yet">
              {['SCHEDULED', 'CANCELLED', 'NO_SHOW'].includes(found.state)
                ? 'The session has not been held.'
                : found.me.role === 'CANDIDATE'
                  ? 'Your interviewers are still at it. You get a mail as soon as it is there.'
                  : 'It is there once the panel has released it.'}
            </Notice>
          ) : (
            <Loaded query={report}>
              {(shown) => (
                <>
                  <Group gap="sm" className={classes.tools}>
                    <Button
                      variant="default"
                      leftSection={<IconPrinter size={18} aria-hidden />}
                      onClick={() => window.print()}
                      data-testid="print-report"
                    >
                      Print or save as PDF
                    </Button>
                    <Button
                      component={Link}
                      to={`/sessions/${id}/replay`}
                      variant="default"
                      leftSection={<IconPlayerPlay size={18} aria-hidden />}
                    >
                      Watch the replay
                    </Button>
                  </Group>
                  <ReportView report={shown} />
                  <div className={classes.tools}>
                    {found.me.role === 'CANDIDATE' ? (
                      <RatingForm sessionId={id} rating={shown.rating ?? null} />
                    ) : (
                      <RatingShown rating={shown.rating ?? null} />
                    )}
                  </div>
                </>
              )}
            </Loaded>
          )}
        </Stack>
      )}
    </Loaded>
  );
}
