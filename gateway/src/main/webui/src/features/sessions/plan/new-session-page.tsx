import { Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Loaded } from '@/components/loaded';
import { keys } from '@/features/sessions/api/keys';
import { createSession, sessionQuery } from '@/features/sessions/api/sessions';
import { Head } from '@/features/sessions/head';
import { noSuchSession } from '@/features/sessions/session-head';
import { draftAgain, emptyDraft, mayPlanAgain, planOf, type Draft } from './plan';
import { PlanForm } from './plan-form';

/** Plans a session; `?again=` begins with what another one was to be. */
export function NewSessionPage() {
  const [params] = useSearchParams();
  const again = params.get('again');
  return again === null ? <Planning initial={emptyDraft} /> : <Again key={again} id={again} />;
}

function Again({ id }: { id: string }) {
  const session = useQuery(sessionQuery(id));
  return (
    <Loaded page query={session} missing={noSuchSession}>
      {(found) =>
        mayPlanAgain(found, true) ? (
          <Planning initial={(now) => draftAgain(found, now)} />
        ) : (
          <Navigate to={`/sessions/${id}`} replace />
        )
      }
    </Loaded>
  );
}

function Planning({ initial }: { initial: (now: number) => Draft }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => initial(Date.now()));
  // However often it is sent, it is planned once; another plan is another session.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const create = useMutation({
    mutationFn: () => createSession(planOf(draft), key),
    onSuccess: (session) => {
      queries.setQueryData(keys.session(session.id), session);
      void queries.invalidateQueries({ queryKey: keys.sessions });
      void navigate(`/sessions/${session.id}`);
    },
  });
  return (
    <Stack gap={40}>
      <Head title="Plan a session" back={{ to: '/sessions', label: 'Mock sessions' }}>
        Everyone gets an invitation for their calendar, and a link to the room.
      </Head>
      <PlanForm
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          if (create.isError) {
            setKey(crypto.randomUUID());
            create.reset();
          }
        }}
        label="Plan and invite"
        consequence="Questions are taken in their version of today."
        onSend={() => create.mutate()}
        pending={create.isPending}
        failure={create.error?.message}
      />
    </Stack>
  );
}
