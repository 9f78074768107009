import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { QuestionSummary } from '@/lib/api/types';
import { useTopicName } from '@/lib/topics';
import { BookmarkToggle } from './bookmark-toggle';
import { CardLink } from './card-link';
import classes from './question-card.module.css';
import { QuestionFacts } from './question-facts';
import { SheetToggle } from './sheet-toggle';

export interface QuestionCardProps {
  question: QuestionSummary;
  /** The heading's place in its page. */
  order?: 2 | 3 | 4;
  /** A line under the text: why the question is here. */
  note?: ReactNode;
  /** What one can do with it, below. */
  action?: ReactNode;
}

export function QuestionCard({ question, order = 2, note, action }: QuestionCardProps) {
  const topicName = useTopicName();
  return (
    <article className={classes.card} data-testid="question-card">
      <div className={classes.head}>
        <QuestionFacts question={question} />
        <div className={classes.tools}>
          <SheetToggle question={question} />
          <BookmarkToggle question={question} />
        </div>
      </div>
      <Title order={order} className={classes.title}>
        <CardLink to={`/questions/${question.slug}`}>{question.title}</CardLink>
      </Title>
      <Text c="dimmed" lineClamp={2}>
        {question.excerpt}
      </Text>
      <div className={classes.topics}>{question.topics.map(topicName).join('  ·  ')}</div>
      {note}
      {action && <div className={classes.action}>{action}</div>}
    </article>
  );
}

export interface QuestionCardsProps {
  questions: readonly QuestionSummary[];
  order?: 2 | 3 | 4;
  action?: (question: QuestionSummary) => ReactNode;
  /** Their order means something: it is counted. */
  ordered?: boolean;
}

export function QuestionCards({ questions, order, action, ordered }: QuestionCardsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={classes.list}>
      {questions.map((question) => (
        <li key={question.id}>
          <QuestionCard question={question} order={order} action={action?.(question)} />
        </li>
      ))}
    </List>
  );
}
