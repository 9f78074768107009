import { levelName, levelNames } from '@/lib/labels';
import classes from './level-steps.module.css';

export interface LevelStepsProps {
  level: number;
}

/** A level of 0–4 as labelled steps. */
export function LevelSteps({ level }: LevelStepsProps) {
  return (
    <div
      className={classes.steps}
      role="img"
      aria-label={`Level ${level} of 4: ${levelName(level)}`}
      data-testid="criterion-level"
      data-level={level}
    >
      {levelNames.map((name, step) => (
        <div
          key={name}
          className={classes.step}
          data-reached={(level > 0 && step <= level) || undefined}
          data-current={step === level || undefined}
        >
          <span className={classes.bar} />
          <span className={classes.name}>
            {step} {name}
          </span>
        </div>
      ))}
    </div>
  );
}
