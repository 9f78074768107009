import { Button, Group, Text, type ButtonProps } from '@mantine/core';
import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react';

export interface ActionOrWhyNotProps
  extends ButtonProps, Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> {
  /** Why it cannot be done yet; null when it can. */
  why: string | null;
  /** What else can be done. */
  other?: ReactNode;
}

/** A button that says what is still missing, and can be reached by keyboard all the same. */
export function ActionOrWhyNot({ why, other, onClick, ...button }: ActionOrWhyNotProps) {
  const id = useId();
  return (
    <Group justify="flex-end">
      {why && (
        <Text size="sm" c="dimmed" id={id} me="auto">
          {why}
        </Text>
      )}
      {other}
      <Button
        {...button}
        aria-disabled={why !== null}
        data-disabled={why !== null || undefined}
        aria-describedby={why ? id : undefined}
        onClick={why === null ? onClick : undefined}
      />
    </Group>
  );
}
