import { Avatar, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { FailureLine } from '@/components/failure';
import { renewLink } from '@/features/sessions/api/sessions';
import type { SessionParticipant, SessionView } from '@/features/sessions/api/shapes';
import { roleLabel } from '@/features/sessions/labels';
import { dayTime } from '@/lib/format';
import classes from './session-page.module.css';

/** Who takes part; interviewers can make each a new link to join by. */
export function PeopleList({ session }: { session: SessionView }) {
  const { id, me, participants, state } = session;
  const links =
    (session.mayManage ?? me.role === 'INTERVIEWER') && (state === 'SCHEDULED' || state === 'LIVE');
  return (
    <ul className={classes.people} data-testid="people">
      {participants.map((person) => (
        <Person
          key={person.id}
          sessionId={id}
          person={person}
          self={person.id === me.participantId}
          links={links && person.id !== me.participantId}
        />
      ))}
    </ul>
  );
}

interface PersonProps {
  sessionId: string;
  person: SessionParticipant;
  self: boolean;
  links: boolean;
}

function Person({ sessionId, person, self, links }: PersonProps) {
  const { id, name, account, role, joinedAt } = person;
  const renew = useMutation({ mutationFn: () => renewLink(sessionId, id) });
  return (
    <li className={classes.person} data-testid="participant" data-role={role}>
      <Avatar name={name} color="green" radius="xl" size={38} aria-hidden />
      <div className={classes.who}>
        <Text fw={600}>
          {name}
          {self && (
            <Text span c="dimmed" fw={400}>
              {' '}
              (you)
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            roleLabel(role),
            ...(account && account !== name ? [account] : []),
            ...(joinedAt ? [`joined ${dayTime(joinedAt)}`] : links ? ['not joined yet'] : []),
          ].join(' · ')}
        </Text>
      </div>
      {links && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconLink size={15} aria-hidden />}
          loading={renew.isPending}
          onClick={() => renew.mutate()}
          aria-label={`New join link for ${name}`}
          data-testid="new-link"
        >
          New join link
        </Button>
      )}
      {renew.isError && <FailureLine>{renew.error.message}</FailureLine>}
      {renew.data && (
        <div className={classes.link} role="status">
          <Group gap="xs" wrap="nowrap">
            <Code flex={1} miw={0} style={{ overflowX: 'auto' }} data-testid="join-link">
              {renew.data.url}
            </Code>
            <CopyButton value={renew.data.url}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={copy}
                  leftSection={
                    copied ? (
                      <IconCheck size={15} aria-hidden />
                    ) : (
                      <IconCopy size={15} aria-hidden />
                    )
                  }
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Text size="xs" c="dimmed" mt={4}>
            For {name} only, until {dayTime(renew.data.expiresAt)}. Earlier links of theirs no
            longer work; this one is not shown again.
          </Text>
        </div>
      )}
    </li>
  );
}
