import { Anchor, Group, Text } from '@mantine/core';
import { Link, NavLink } from 'react-router';
import { PageHeading } from '@/components/page';
import type { CuratedQuestion } from '@/lib/api/types';
import { dayTime } from '@/lib/format';
import { StateBadges } from '@/features/curation/content/state-badges';
import classes from './question-head.module.css';

export interface QuestionHeadProps {
  question: CuratedQuestion;
}

/** Over every page about one question: what it is, where it stands, and the way to its other pages. */
export function QuestionHead({ question }: QuestionHeadProps) {
  const { id, title, draft, pack, updatedAt, updatedBy, retiredReason } = question;
  const name = title.trim() === '' ? 'No title yet' : title;
  const pages = [
    { to: `/admin/questions/${id}`, label: draft ? 'Draft' : 'Question' },
    { to: `/admin/questions/${id}/history`, label: 'History' },
    { to: `/admin/questions/${id}/health`, label: 'Health' },
  ];
  return (
    <div>
      <Anchor component={Link} to="/admin/questions" size="sm" mb="xs" display="inline-block">
        ← All questions
      </Anchor>
      <Group gap="sm" align="center">
        <PageHeading size="h2" key={id}>
          {name}
        </PageHeading>
        <StateBadges question={question} />
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {pack && `${pack} · `}
        changed {dayTime(draft?.updatedAt ?? updatedAt)} by {draft?.updatedBy ?? updatedBy}
        {draft && draft.author !== draft.updatedBy && `, begun by ${draft.author}`}
      </Text>
      {retiredReason && (
        <Text size="sm" mt={4}>
          Retired: {retiredReason}
        </Text>
      )}
      <nav className={classes.pages} aria-label="About this question">
        {pages.map(({ to, label }) => (
          <NavLink key={to} to={to} end className={classes.page}>
            {label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
