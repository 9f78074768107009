import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './link-card.module.css';

export interface LinkCardProps {
  to: string;
  title: string;
  children?: ReactNode;
  /** A line of plain facts below. */
  facts?: ReactNode;
  icon?: ReactNode;
  order?: 2 | 3;
}

/** A card that leads somewhere: the whole of it is the target, its title the link's name. */
export function LinkCard({ to, title, children, facts, icon, order = 2 }: LinkCardProps) {
  return (
    <article className={classes.card}>
      <Title order={order} className={classes.title}>
        {icon}
        <Link to={to} className={classes.link}>
          {title}
        </Link>
      </Title>
      {children && (
        <Text c="dimmed" size="sm" lineClamp={4}>
          {children}
        </Text>
      )}
      {facts && <div className={classes.facts}>{facts}</div>}
    </article>
  );
}

/** Cards side by side, as many as fit. */
export function CardGrid({ children }: { children: ReactNode[] }) {
  return (
    <ul className={classes.grid}>
      {children.map((card, index) => (
        <li key={index}>{card}</li>
      ))}
    </ul>
  );
}
