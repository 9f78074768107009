import { Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';

export interface WaitingProps {
  slow: boolean;
}

export function Waiting({ slow }: WaitingProps) {
  return (
    <Paper withBorder radius="lg" p="xl" role="status" aria-live="polite">
      <Group gap="xl" wrap="nowrap" align="center">
        <Loader type="dots" size="lg" aria-hidden />
        <Stack gap={4}>
          <Title order={2} size="h3">
            {slow ? 'This takes longer than usual' : 'Your answer is being read'}
          </Title>
          <Text c="dimmed">
            {slow
              ? 'Your answer is stored and waits its turn; nothing is lost if you close this page. The grade will be under “My attempts”.'
              : 'It is scored criterion by criterion, and each quote is checked against what you wrote. The grade appears here by itself.'}
          </Text>
        </Stack>
      </Group>
    </Paper>
  );
}
