import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageHeading } from '@/components/page';

export interface PageHeadProps {
  title: string;
  children?: ReactNode;
  /** The list that this page belongs to. */
  back?: { to: string; label: string };
  /** A line of plain facts. */
  facts?: ReactNode;
  actions?: ReactNode;
}

/** How each of these pages begins: where one is, what it is, what one can do. */
export function PageHead({ title, children, back, facts, actions }: PageHeadProps) {
  return (
    <div>
      {back && (
        <Anchor component={Link} to={back.to} size="sm" mb="sm" display="inline-block">
          ← {back.label}
        </Anchor>
      )}
      <PageHeading>{title}</PageHeading>
      {children && (
        <Text c="dimmed" mt={6} maw="46rem">
          {children}
        </Text>
      )}
      {facts && (
        <Text size="sm" mt="sm" fw={500}>
          {facts}
        </Text>
      )}
      {actions && (
        <Group gap="sm" mt="lg">
          {actions}
        </Group>
      )}
    </div>
  );
}
