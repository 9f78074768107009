import { Stack } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { Notice } from '@/components/notice';
import { scorecardQuery } from '@/features/sessions/api/scorecards';
import { guideQuery, sessionQuery } from '@/features/sessions/api/sessions';
import { noSuchSession, SessionHead } from '@/features/sessions/session-head';
import { HandedIn } from './handed-in';
import { ScorecardDesk } from './scorecard-desk';

const held: readonly string[] = ['LIVE', 'SCORING', 'RELEASED'];

/** An interviewer's own scorecard: a desk to write it at, and what was handed in afterwards. */
export function ScorecardPage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  const panel = session.data?.me.role === 'INTERVIEWER';
  const begun = panel && held.includes(session.data?.state ?? '');
  const guide = useQuery({ ...guideQuery(id), enabled: begun });
  const card = useQuery({ ...scorecardQuery(id), enabled: begun, refetchOnWindowFocus: false });
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) => (
        <Stack gap={36}>
          <SessionHead session={found} part="Scorecard" />
          {!panel ? (
            <Notice icon={<IconClipboardList />} title="Scorecards are the interviewers’" live>
              What they release of them to the candidate is in the report.
            </Notice>
          ) : found.state === 'SCHEDULED' ? (
            <Notice icon={<IconClipboardList />} title="Nothing to score yet">
              Your scorecard opens with the session.
            </Notice>
          ) : !begun ? (
            <Notice icon={<IconClipboardList />} title="Nothing to score">
              The session has not been held.
            </Notice>
          ) : (
            <Loaded query={guide}>
              {(questions) => (
                <Loaded query={card}>
                  {(own) =>
                    own.handedInAt ? (
                      <HandedIn session={found} guide={questions} card={own} />
                    ) : (
                      <ScorecardDesk key={id} session={found} guide={questions} card={own} />
                    )
                  }
                </Loaded>
              )}
            </Loaded>
          )}
        </Stack>
      )}
    </Loaded>
  );
}
