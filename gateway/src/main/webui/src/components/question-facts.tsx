import { VisuallyHidden } from '@mantine/core';
import { IconClock, IconCode, IconStairsUp } from '@tabler/icons-react';
import { difficultyLabel, levelRange, roundLabel } from '@/lib/labels';
import classes from './question-facts.module.css';

export interface QuestionFactsProps {
  question: {
    round: string;
    minutes: number;
    level: { min: string; max: string };
    difficulty: number;
    answerFormat: string;
  };
}

/** The line of plain facts under or over a question's title. */
export function QuestionFacts({ question }: QuestionFactsProps) {
  return (
    <ul className={classes.facts} aria-label="About this question">
      <li className={`${classes.fact} ${classes.round}`}>{roundLabel(question.round)}</li>
      <li className={classes.fact}>
        <IconClock size={15} aria-hidden />
        {question.minutes} min
      </li>
      <li className={classes.fact}>
        <IconStairsUp size={15} aria-hidden />
        <VisuallyHidden>Level </VisuallyHidden>
        {levelRange(question.level)}
      </li>
      <li className={classes.fact}>
        <span className={classes.dots} aria-hidden>
          {[1, 2, 3, 4, 5].map((step) => (
            <span
              key={step}
              className={classes.dot}
              data-on={step <= question.difficulty || undefined}
            />
          ))}
        </span>
        <VisuallyHidden>Difficulty: </VisuallyHidden>
        {difficultyLabel(question.difficulty)}
      </li>
      {question.answerFormat === 'code' && (
        <li className={classes.fact}>
          <IconCode size={15} aria-hidden />
          answered in code
        </li>
      )}
    </ul>
  );
}
