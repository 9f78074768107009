import { Button, Group, List, Paper, Stack, TextInput } from '@mantine/core';
import { IconTrashX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { Failure, FailureLine } from '@/components/failure';
import { PageHeading } from '@/components/page';
import { Section } from '@/components/section';
import { ProblemError } from '@/lib/api/problem';
import { forgetDevice } from '@/lib/forget-device';
import { isReviewer, useMe } from '@/lib/me';
import { signOut } from '@/lib/sign-out';
import { deleteOwnData } from './api/delete-own-data';
import { agrees, wordToType } from './agreement';
import { DownloadData } from './download-data';

/**
 * One's own data: a copy of it, and its deletion: what goes, what stays, and a word to type so that
 * no slip does it.
 */
export function OwnDataPage() {
  const me = useMe();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const deletion = useMutation({
    mutationFn: deleteOwnData,
    onSuccess: () => {
      forgetDevice();
      signOut();
    },
  });
  if (me === null) {
    return (
      <Failure
        page
        error={new ProblemError({ type: 'unauthorized', title: 'Sign in', status: 401 })}
      />
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!agrees(typed));
    if (agrees(typed)) {
      deletion.mutate();
    }
  };
  const busy = deletion.isPending || deletion.isSuccess;
  return (
    <Stack gap={40} maw={760}>
      <PageHeading>My data</PageHeading>
      <DownloadData />
      <Section
        title="Delete my data"
        lead="Everything that Greenroom holds of you is deleted, in every part of it, for good. Nobody can bring it back."
      >
        <Section title="What is deleted" order={3}>
          <List spacing="xs">
            <List.Item>Your answers and drafts, here and on this device</List.Item>
            <List.Item>
              Your grades with their history, quotes and comments; reviews of your answers; appeals
            </List.Item>
            <List.Item>
              Your bookmarks, your study plan with the day of your interview, and what you ticked
            </List.Item>
            <List.Item>
              Mock interviews in which you are the candidate, with all that was written and said
            </List.Item>
            <List.Item>What a language model said of your answers</List.Item>
            <List.Item>Events about you that are still waiting or could not be processed</List.Item>
          </List>
        </Section>
        <Section title="What stays" order={3}>
          <List spacing="xs">
            <List.Item>
              <b>Figures without a person:</b> the levels that people and machine gave, without the
              answer and without you; how many tokens models took
            </List.Item>
            {isReviewer(me) && (
              <List.Item>
                <b>What you did for others:</b> reviews and decisions are part of other people’s
                grades. They stay, done by a “deleted account”
              </List.Item>
            )}
            <List.Item>
              <b>Your account:</b> it belongs to the sign-in service. Have it deleted there, too
            </List.Item>
            <List.Item>
              <b>Backups,</b> until they run out, and what a language model’s provider keeps by its
              own terms
            </List.Item>
            <List.Item>What you write after this: if you come back, you begin anew</List.Item>
          </List>
        </Section>
        <Paper
          component="form"
          withBorder
          radius="lg"
          p={{ base: 'md', sm: 'xl' }}
          onSubmit={submit}
        >
          <Stack gap="md">
            <TextInput
              label={
                <>
                  Type <b>{wordToType}</b> to say that you mean it
                </>
              }
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maw={320}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setMissing(false);
              }}
              error={missing && `Type the word “${wordToType}”.`}
              disabled={busy}
              data-testid="delete-word"
            />
            {deletion.isError && (
              <FailureLine>
                Nothing was deleted: {deletion.error.message} Try again in a while.
              </FailureLine>
            )}
            <Group>
              <Button
                type="submit"
                color="red.9"
                leftSection={<IconTrashX size={18} aria-hidden />}
                loading={busy}
                data-testid="delete-data"
              >
                Delete my data and sign out
              </Button>
              <Button component={Link} to="/" variant="default" disabled={busy}>
                Keep it
              </Button>
            </Group>
          </Stack>
        </Paper>
      </Section>
    </Stack>
  );
}
