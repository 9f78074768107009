import { Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

export interface SectionProps {
  title: string;
  children: ReactNode;
  /** One sentence under the heading. */
  lead?: ReactNode;
  order?: 2 | 3;
}

export function Section({ title, lead, children, order = 2 }: SectionProps) {
  const id = useId();
  return (
    <Stack component="section" gap="md" aria-labelledby={id}>
      <div>
        <Title order={order} size={order === 2 ? 'h3' : 'h4'} id={id}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" size="sm" mt={4}>
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}
