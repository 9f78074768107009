import { Button, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHeading } from './page';

export interface NoticeProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  color?: string;
  /** Announced to screen readers when it appears. */
  live?: boolean;
  /** It is all that the page has: its title is the page's. */
  page?: boolean;
}

/** What stands where content would be: nothing found, nothing yet, not allowed, not reachable. */
export function Notice({
  icon,
  title,
  children,
  action,
  color = 'green',
  live,
  page,
}: NoticeProps) {
  return (
    <Paper withBorder p={{ base: 'lg', sm: 'xl' }} radius="lg" role={live ? 'alert' : undefined}>
      <Stack align="center" ta="center" gap="sm" py="lg">
        <ThemeIcon variant="light" color={color} size={52} radius="xl" aria-hidden>
          {icon}
        </ThemeIcon>
        {page ? (
          <PageHeading size="h2">{title}</PageHeading>
        ) : (
          <Title order={2} size="h3">
            {title}
          </Title>
        )}
        {children && (
          <Text c="dimmed" maw={520} component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Paper>
  );
}

export interface RetryProps {
  onClick: () => void;
}

export function Retry({ onClick }: RetryProps) {
  return (
    <Button variant="light" onClick={onClick}>
      Try again
    </Button>
  );
}
