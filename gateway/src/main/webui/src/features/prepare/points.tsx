import classes from './points.module.css';

export interface PointsProps {
  items: readonly string[];
}

/** Sentences, one below the other. */
export function Points({ items }: PointsProps) {
  return (
    <ul className={classes.points}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

export interface DetailsProps {
  items: readonly { title: string; detail: string }[];
  /** Their order means something: they are counted. */
  ordered?: boolean;
}

/** A name and a sentence or two each. */
export function Details({ items, ordered }: DetailsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={classes.details}>
      {items.map(({ title, detail }) => (
        <li key={title}>
          <b>{title}</b>
          <span>{detail}</span>
        </li>
      ))}
    </List>
  );
}
