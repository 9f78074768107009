import { Text, VisuallyHidden } from '@mantine/core';
import { levelName } from '@/lib/labels';
import classes from './landing-page.module.css';

const verdicts = [
  { label: '1', tone: '0', title: 'Numerical stability', level: 4 },
  { label: '2', tone: '1', title: 'Axis and broadcasting', level: 2 },
  { label: '3', tone: 'none', title: 'Cost and tests', level: 0 },
] as const;

/** What a grade looks like, in small. */
export function Specimen() {
  return (
    <figure className={classes.specimen}>
      <blockquote className={classes.answer}>
        Softmax of large logits overflows, so{' '}
        <mark data-tone="0">
          I subtract the row maximum before exponentiating; the result is the same because the
          factor cancels
        </mark>
        . Then I <mark data-tone="1">divide by the sum along the last axis</mark>.
      </blockquote>
      <ul className={classes.verdicts}>
        {verdicts.map(({ label, tone, title, level }) => (
          <li key={label} className={classes.verdict}>
            <span className={classes.number} data-tone={tone} aria-hidden>
              {label}
            </span>
            <span>
              {title}
              {level === 0 && (
                <Text span size="xs" c="dimmed" display="block">
                  You did not mention the cost or a test.
                </Text>
              )}
            </span>
            <span className={classes.steps} aria-hidden>
              {[1, 2, 3, 4].map((step) => (
                <span key={step} className={classes.step} data-on={step <= level || undefined} />
              ))}
            </span>
            <VisuallyHidden>{levelName(level)}</VisuallyHidden>
          </li>
        ))}
      </ul>
      <figcaption className={classes.caption}>An illustration, shortened.</figcaption>
    </figure>
  );
}
