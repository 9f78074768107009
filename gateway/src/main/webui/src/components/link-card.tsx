import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { CardLink } from './card-link';
import classes from './link-card.module.css';

export interface LinkCardProps {
  to: string;
  title: string;
  children?: ReactNode;
  /** Over the title: why the card is here. */
  badge?: ReactNode;
  /** A line of plain facts below. */
  facts?: ReactNode;
  icon?: ReactNode;
  order?: 2 | 3;
}

/** A card that leads somewhere: the whole of it is the target, its title the link's name. */
export function LinkCard({ to, title, children, badge, facts, icon, order = 2 }: LinkCardProps) {
  return (
    <article className={classes.card}>
      {badge}
      <Title order={order} className={classes.title}>
        {icon}
        <CardLink to={to}>{title}</CardLink>
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

export interface CardGridProps {
  children: ReactNode[];
  /** Their order means something: it is counted. */
  ordered?: boolean;
}

/** Cards side by side, as many as fit. */
export function CardGrid({ children, ordered }: CardGridProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className={classes.grid}>
      {children.map((card, index) => (
        <li key={index}>{card}</li>
      ))}
    </List>
  );
}
