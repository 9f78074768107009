import { Markdown } from '@/components/markdown';
import type { QuestionView } from '@/lib/api/types';
import { levelName, levelRange, roundLabel } from '@/lib/labels';
import classes from './sheets.module.css';

export interface SheetHead {
  candidate: string;
  on: string;
  strongAnswer: boolean;
}

export interface PaperSheetProps {
  question: QuestionView;
  head: SheetHead;
}

const levels = [0, 1, 2, 3, 4];

/** One question on paper: black on white in either scheme, and begun on a page of its own. */
export function PaperSheet({ question, head }: PaperSheetProps) {
  const { redFlags = [], followUps = [] } = question;
  return (
    <article className={classes.sheet} data-testid="paper-sheet">
      <header className={classes.paperHead}>
        <span>
          {roundLabel(question.round)} · {question.minutes} min · {levelRange(question.level)} ·
          version {question.version}
        </span>
        <span>
          Candidate: <i>{head.candidate}</i>
        </span>
        <span>
          Date: <i>{head.on}</i>
        </span>
      </header>
      <h2>{question.title}</h2>
      <Markdown>{question.prompt}</Markdown>
      {question.starterCode && (
        <pre className={classes.code} tabIndex={0}>
          {question.starterCode}
        </pre>
      )}
      {question.probe && (
        <p>
          <b>What is really asked: </b>
          {question.probe}
        </p>
      )}
      {question.rubric && (
        <>
          <h3>Rubric</h3>
          <div className={classes.scroll} tabIndex={0} role="group" aria-label="Rubric">
            <table>
              <thead>
                <tr>
                  <th scope="col">Criterion</th>
                  <th scope="col">A good answer</th>
                  <th scope="col" className={classes.marks}>
                    Level
                  </th>
                </tr>
              </thead>
              <tbody>
                {question.rubric.criteria.map((criterion) => (
                  <tr key={criterion.id}>
                    <th scope="row">
                      {criterion.title}
                      <span className={classes.weight}>{criterion.weight} %</span>
                    </th>
                    <td>
                      <ul>
                        {criterion.indicators.map((indicator) => (
                          <li key={indicator}>{indicator}</li>
                        ))}
                      </ul>
                    </td>
                    <td className={classes.marks}>
                      {levels.map((level) => (
                        <span key={level} className={classes.box} title={levelName(level)}>
                          {level}
                        </span>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className={classes.legend}>
            {levels.map((level) => `${level} ${levelName(level)}`).join(' · ')}
          </p>
        </>
      )}
      {redFlags.length > 0 && (
        <>
          <h3>Red flags</h3>
          <ul>
            {redFlags.map(({ id, title, cap, description }) => (
              <li key={id}>
                <b>☐ {title}</b> (score at most {cap}){description && `: ${description}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {question.hints.length > 0 && (
        <>
          <h3>Hints, in order</h3>
          <ol>
            {question.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ol>
        </>
      )}
      {followUps.length > 0 && (
        <>
          <h3>To ask next</h3>
          <ul>
            {followUps.map((followUp) => (
              <li key={followUp}>{followUp}</li>
            ))}
          </ul>
        </>
      )}
      {head.strongAnswer && question.strongAnswer && (
        <>
          <h3>A strong answer</h3>
          <Markdown>{question.strongAnswer}</Markdown>
        </>
      )}
      <h3>Notes</h3>
      <div className={classes.notes} aria-hidden />
    </article>
  );
}
