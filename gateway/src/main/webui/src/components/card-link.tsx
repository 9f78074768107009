import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './card-link.module.css';

export interface CardLinkProps {
  to: string;
  children: ReactNode;
}

/** The title of a card, whose every place leads where the title does; the card must be positioned. */
export function CardLink({ to, children }: CardLinkProps) {
  return (
    <Link to={to} className={classes.link}>
      {children}
    </Link>
  );
}
