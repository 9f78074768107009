import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageHeading } from '@/components/page';

export interface HeadProps {
  title: string;
  back?: { to: string; label: string };
  children?: ReactNode;
  actions?: ReactNode;
}

/** How each of these pages begins: where one is, what it is, what one can do. */
export function Head({ title, back, children, actions }: HeadProps) {
  return (
    <div>
      {back && (
        <Anchor component={Link} to={back.to} size="sm" mb="sm" display="inline-block">
          ← {back.label}
        </Anchor>
      )}
      <PageHeading>{title}</PageHeading>
      {children && (
        <Text c="dimmed" mt={6} maw="46rem" component="div">
          {children}
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
