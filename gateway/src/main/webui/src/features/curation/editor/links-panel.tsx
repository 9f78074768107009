import { Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { FailureLine } from '@/components/failure';
import { Section } from '@/components/section';
import type { LinkedQuestion } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { keys } from '@/features/curation/api/keys';
import { linkQuestions } from '@/features/curation/api/link-questions';
import { linksQuery } from '@/features/curation/api/list-links';
import { unlinkQuestions } from '@/features/curation/api/unlink-questions';
import { stateWord } from '@/features/curation/content/labels';
import classes from './editor.module.css';

export interface LinksPanelProps {
  questionId: string;
}

/** What a question is linked with. Nothing is shown where there is no link and none was taken away here. */
export function LinksPanel({ questionId }: LinksPanelProps) {
  const links = useQuery(linksQuery(questionId));
  const [gone, setGone] = useState<readonly LinkedQuestion[]>([]);
  const found = links.data ?? [];
  const undoable = gone.filter(({ id }) => found.every((link) => link.id !== id));
  if (found.length + undoable.length === 0 && !links.isError) {
    return null;
  }
  return (
    <Section title="Linked with" lead="What curators said of this question and others.">
      {links.isError && <FailureLine>{links.error.message}</FailureLine>}
      <ul className={classes.panel}>
        {found.map((link) => (
          <LinkRow
            key={link.id}
            questionId={questionId}
            link={link}
            onUnlinked={() => setGone((before) => [...before, link])}
          />
        ))}
        {undoable.map((link) => (
          <GoneRow
            key={link.id}
            questionId={questionId}
            link={link}
            onBack={() => setGone((before) => before.filter(({ id }) => id !== link.id))}
          />
        ))}
      </ul>
    </Section>
  );
}

const relation = ({ kind, direction }: LinkedQuestion): string =>
  kind === 'related'
    ? 'Related'
    : direction === 'to'
      ? 'This one asks the same; that one is to be kept'
      : 'It asks the same; this one is to be kept';

interface LinkRowProps {
  questionId: string;
  link: LinkedQuestion;
  onUnlinked: () => void;
}

function LinkRow({ questionId, link, onUnlinked }: LinkRowProps) {
  const queries = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => unlinkQuestions(questionId, link.id),
    onSuccess: () => {
      onUnlinked();
      return queries.invalidateQueries({ queryKey: keys.links(questionId) });
    },
  });
  return (
    <li className={classes.twin} data-testid="link">
      <Anchor component={Link} to={`/admin/questions/${link.id}`} inherit fw={600}>
        {link.title}
      </Anchor>
      <Text size="xs" mt={2}>
        {relation(link)}
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {stateWord(link.state).label} · linked {dayTime(link.linkedAt)} by {link.linkedBy}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        mt={6}
        loading={unlink.isPending}
        onClick={() => unlink.mutate()}
        aria-label={`Unlink “${link.title}”`}
      >
        Unlink
      </Button>
      {unlink.isError && <FailureLine>{unlink.error.message}</FailureLine>}
    </li>
  );
}

interface GoneRowProps {
  questionId: string;
  link: LinkedQuestion;
  onBack: () => void;
}

function GoneRow({ questionId, link, onBack }: GoneRowProps) {
  const queries = useQueryClient();
  const relink = useMutation({
    mutationFn: () =>
      link.direction === 'to'
        ? linkQuestions(questionId, link.id, link.kind)
        : linkQuestions(link.id, questionId, link.kind),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.links(questionId) });
      onBack();
    },
  });
  return (
    <li className={classes.gone}>
      <Text size="sm" role="status">
        Unlinked: {link.title}
      </Text>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="light"
          loading={relink.isPending}
          onClick={() => relink.mutate()}
          // The button that had the focus is gone: whoever works by keyboard goes on from here.
          autoFocus
        >
          Undo
        </Button>
      </Group>
      {relink.isError && <FailureLine>{relink.error.message}</FailureLine>}
    </li>
  );
}
