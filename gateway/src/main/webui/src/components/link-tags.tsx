import { Badge, Text } from '@mantine/core';
import { Link } from 'react-router';
import classes from './link-tags.module.css';

export interface LinkTagsProps {
  title: string;
  tags: readonly { to: string; label: string }[];
}

/** A few names that each lead somewhere; nothing where there are none. */
export function LinkTags({ title, tags }: LinkTagsProps) {
  return tags.length === 0 ? null : (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {title}
      </Text>
      <ul className={classes.list}>
        {tags.map(({ to, label }) => (
          <li key={to}>
            <Badge
              component={Link}
              to={to}
              variant="default"
              radius="sm"
              tt="none"
              fw={500}
              size="lg"
              className={classes.tag}
            >
              {label}
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
