import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { QuestionFacts } from '@/components/question-facts';
import type { QuestionSummary } from '@/lib/api/types';
import { words } from '@/lib/labels';
import classes from './question-card.module.css';

export interface QuestionCardProps {
  question: QuestionSummary;
}

export function QuestionCard({ question }: QuestionCardProps) {
  return (
    <article className={classes.card} data-testid="question-card">
      <QuestionFacts question={question} />
      <Title order={2} className={classes.title}>
        <Link to={`/questions/${question.slug}`} className={classes.link}>
          {question.title}
        </Link>
      </Title>
      <Text c="dimmed" lineClamp={2}>
        {question.excerpt}
      </Text>
      <div className={classes.topics}>
        {question.topics.map((topic) => words(topic)).join('  ·  ')}
      </div>
    </article>
  );
}
