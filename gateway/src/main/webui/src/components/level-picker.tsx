import { VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { levelName } from '@/lib/labels';
import classes from './level-picker.module.css';

export interface LevelPickerProps {
  label: string;
  /** What each level means, from 0. */
  descriptors: readonly string[];
  value: number | undefined;
  onChange: (level: number) => void;
  /** Who else gave which level. */
  givenBy?: readonly { level: number; who: string }[];
}

/** The levels 0–4 with what each means; one is chosen, by mouse, arrow keys, or its digit. */
export function LevelPicker({ label, descriptors, value, onChange, givenBy }: LevelPickerProps) {
  const name = useId();
  return (
    <fieldset className={classes.levels}>
      <legend>
        <VisuallyHidden>{label}</VisuallyHidden>
      </legend>
      {descriptors.map((descriptor, level) => {
        const givers = givenBy?.filter((given) => given.level === level) ?? [];
        return (
          <label key={level} className={classes.level} data-checked={value === level || undefined}>
            <input
              type="radio"
              name={name}
              value={level}
              checked={value === level}
              onChange={() => onChange(level)}
              aria-describedby={`${name}-${level}`}
            />
            <span className={classes.name}>
              {level} {levelName(level)}
              {givers.map(({ who }) => (
                <span key={who} className={classes.giver}>
                  {who}
                </span>
              ))}
            </span>
            <span className={classes.descriptor} id={`${name}-${level}`}>
              {descriptor}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
