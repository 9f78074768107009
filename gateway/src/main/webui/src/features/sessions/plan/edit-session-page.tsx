import { Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { keys } from '@/features/sessions/api/keys';
import { changeSession, sessionQuery } from '@/features/sessions/api/sessions';
import type { SessionView } from '@/features/sessions/api/shapes';
import { Head } from '@/features/sessions/head';
import { noSuchSession } from '@/features/sessions/session-head';
import { ProblemError } from '@/lib/api/problem';
import { draftOf, planOf } from './plan';
import { PlanForm } from './plan-form';

/** Moves a planned session, or changes its agenda and people. */
export function EditSessionPage() {
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) =>
        (found.mayManage ?? found.me.role === 'INTERVIEWER') && found.state === 'SCHEDULED' ? (
          <Edit key={found.id} session={found} />
        ) : (
          <Navigate to={`/sessions/${id}`} replace />
        )
      }
    </Loaded>
  );
}

function Edit({ session }: { session: SessionView }) {
  const { id } = session;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [opened] = useState(session);
  const [draft, setDraft] = useState(() => draftOf(session));
  const change = useMutation({
    mutationFn: () => changeSession(id, opened.revision, planOf(draft)),
    onSuccess: (changed) => {
      queries.setQueryData(keys.session(id), changed);
      void queries.invalidateQueries({ queryKey: keys.sessions });
      notifications.show({ title: 'Changed', message: 'Those concerned get a new invitation.' });
      void navigate(`/sessions/${id}`);
    },
  });
  const stale = change.error instanceof ProblemError && change.error.status === 412;
  return (
    <Stack gap={40}>
      <Head title="Change the session" back={{ to: `/sessions/${id}`, label: session.title }} />
      <PlanForm
        draft={draft}
        onChange={setDraft}
        label="Save the changes"
        consequence="When the time or the people change, everyone gets a new invitation."
        onSend={() => change.mutate()}
        pending={change.isPending}
        failure={
          stale
            ? 'Somebody else changed this session meanwhile. Open it again to see how it is now; your changes here were not saved.'
            : change.error?.message
        }
      />
    </Stack>
  );
}
