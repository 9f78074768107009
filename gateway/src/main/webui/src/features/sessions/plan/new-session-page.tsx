import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '@/features/sessions/api/keys';
import { createSession } from '@/features/sessions/api/sessions';
import { Head } from '@/features/sessions/head';
import { emptyDraft, planOf } from './plan';
import { PlanForm } from './plan-form';

/** Plans a session. */
export function NewSessionPage() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => emptyDraft(Date.now()));
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
