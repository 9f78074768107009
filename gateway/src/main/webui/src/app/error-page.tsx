import { Button, Container, Group, Stack, Text } from '@mantine/core';
import { useRouteError } from 'react-router';
import { PageHeading } from '@/components/page';
import { canKeep } from '@/lib/answer-keeper';

/** The last resort: a page that broke while it was drawn, or a part of it that could not be loaded. */
export function ErrorPage() {
  const error = useRouteError();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <Container size={640} py={80}>
      <Stack align="flex-start">
        <PageHeading>This page broke</PageHeading>
        <Text>
          That is our mistake, not yours.{' '}
          {canKeep()
            ? 'Answers are kept on this device until the server has them, so nothing you wrote is lost.'
            : 'This device keeps nothing: what you wrote is there as far as the server has it.'}
        </Text>
        <Text size="sm" c="dimmed">
          What the browser says: {detail}
        </Text>
        <Group mt="md">
          <Button onClick={() => window.location.reload()}>Load it again</Button>
          <Button component="a" href="/" variant="default">
            Go to the start
          </Button>
        </Group>
      </Stack>
    </Container>
  );
}
